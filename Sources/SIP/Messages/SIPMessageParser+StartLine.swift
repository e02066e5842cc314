extension SIPMessageParser {
    /// Reads the request or status line (RFC 3261, 7.1 and 7.2): three parts with exactly one space between them.
    mutating func readStartLine() throws(SIPFault) {
        let start = position
        var end = start
        while end < bytes.count, bytes[end] != 10 {
            guard end - start < limits.startLine else { throw SIPFault(.startLineTooLong, at: start) }
            end += 1
        }
        guard end < bytes.count else { throw SIPFault(.unterminated, at: end) }
        position = end + 1
        if end > start, bytes[end - 1] == 13 { end -= 1 }
        if hasVersionPrefix(start, end) {
            try readStatusLine(start..<end)
        } else {
            try readRequestLine(start..<end)
        }
    }

    private mutating func readRequestLine(_ line: Range<Int>) throws(SIPFault) {
        var index = line.lowerBound
        while index < line.upperBound, bytes[index].isToken { index += 1 }
        let method = line.lowerBound..<index
        guard !method.isEmpty, index < line.upperBound, bytes[index] == 32 else { throw SIPFault(.startLine, at: index) }
        index += 1
        let start = index
        while index < line.upperBound, bytes[index] > 32, bytes[index] < 127 { index += 1 }
        guard index > start, index < line.upperBound, bytes[index] == 32 else { throw SIPFault(.startLine, at: index) }
        startLine.uri = start..<index
        startLine.method = SIPMethod(bytes[method])
        try checkVersion((index + 1)..<line.upperBound)
    }

    private mutating func readStatusLine(_ line: Range<Int>) throws(SIPFault) {
        let space = bytes[line].firstIndex(of: 32) ?? line.upperBound
        try checkVersion(line.lowerBound..<space)
        var reader = ByteReader(bytes, min(space + 1, line.upperBound)..<line.upperBound)
        guard let code = reader.takeNumber(upTo: 699), code >= 100, reader.position == space + 4 else {
            throw SIPFault(.startLine, at: space)
        }
        guard reader.isAtEnd || reader.take(" ") else { throw SIPFault(.startLine, at: reader.position) }
        startLine.status = SIPStatus(Int(code))
        startLine.reason = reader.position..<line.upperBound
    }

    private func hasVersionPrefix(_ start: Int, _ end: Int) -> Bool {
        end - start >= 4 && bytes[start] | 32 == UInt8(ascii: "s") && bytes[start + 1] | 32 == UInt8(ascii: "i")
            && bytes[start + 2] | 32 == UInt8(ascii: "p") && bytes[start + 3] == UInt8(ascii: "/")
    }

    /// `SIP/2.0` in any case; another number is another version, anything else no version at all.
    private func checkVersion(_ range: Range<Int>) throws(SIPFault) {
        guard hasVersionPrefix(range.lowerBound, range.upperBound) else { throw SIPFault(.startLine, at: range.lowerBound) }
        let number = bytes[(range.lowerBound + 4)..<range.upperBound]
        if number.elementsEqual("2.0".utf8) { return }
        let parts = number.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let isVersion = parts.count == 2 && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isDigit) }
        throw SIPFault(isVersion ? .version : .startLine, at: range.lowerBound)
    }
}
