extension SIPMessage {
    /// The value of the first header of this name, folded lines joined by a space.
    public func value(_ name: SIPHeaderName) -> String? {
        first(name).map { text($0) }
    }

    /// Whether there is a header of this name.
    public func has(_ name: SIPHeaderName) -> Bool { first(name) != nil }

    /// Each header line of this name, whole.
    public func lines(_ name: SIPHeaderName) -> [String] {
        fields.filter { matches($0, name) }.map { text($0) }
    }

    /// The values of all headers of this name in their order; a line is split at commas that are not in quotes or angle
    /// brackets (RFC 3261, 7.3.1). Not for headers with a comma of their own, such as Date or Subject.
    public func values(_ name: SIPHeaderName) -> [String] {
        var result: [String] = []
        for field in fields where matches(field, name) {
            for range in Self.split(bytes, field.value) { result.append(text(range, isFolded: field.isFolded)) }
        }
        return result
    }

    /// Every header as it was written: name and whole value.
    public var allHeaders: [(name: String, value: String)] {
        fields.map { (text($0.name), text($0)) }
    }

    func matches(_ field: Field, _ name: SIPHeaderName) -> Bool {
        guard field.header == name.known else { return false }
        if field.header != .other { return true }
        let written = bytes[field.name]
        return written.count == name.text.utf8.count && written.elementsEqual(name.text.utf8) { $0.lowercased == $1.lowercased }
    }

    /// The first field of this name.
    func first(_ name: SIPHeaderName) -> Field? {
        fields.first { matches($0, name) }
    }

    /// The first field of a known header.
    func field(of header: KnownHeader) -> Field? {
        fields.first { $0.header == header }
    }

    private func text(_ field: Field) -> String { text(field.value, isFolded: field.isFolded) }

    private func text(_ range: Range<Int>, isFolded: Bool) -> String {
        guard isFolded else { return text(range) }
        var result: [UInt8] = []
        var isInFold = false
        for byte in bytes[range] {
            if byte == 13 || byte == 10 {
                while result.last == 32 || result.last == 9 { result.removeLast() }
                isInFold = true
            } else if !isInFold || !byte.isWhitespace {
                if isInFold { result.append(32) }
                isInFold = false
                result.append(byte)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// The parts of a value between its commas, white space cut off, empty ones left out.
    static func split(_ bytes: [UInt8], _ range: Range<Int>) -> [Range<Int>] {
        var parts: [Range<Int>] = []
        var start = range.lowerBound
        var isQuoted = false
        var isInBrackets = false
        var index = start
        func add(_ end: Int) {
            var part = start..<end
            while let last = part.last, bytes[last].isWhitespace { part = part.lowerBound..<last }
            while let first = part.first, bytes[first].isWhitespace { part = (first + 1)..<part.upperBound }
            if !part.isEmpty { parts.append(part) }
        }
        while index < range.upperBound {
            switch bytes[index] {
            case UInt8(ascii: "\\") where isQuoted: index += 1
            case UInt8(ascii: "\"") where !isInBrackets: isQuoted.toggle()
            case UInt8(ascii: "<") where !isQuoted: isInBrackets = true
            case UInt8(ascii: ">") where !isQuoted: isInBrackets = false
            case UInt8(ascii: ",") where !isQuoted && !isInBrackets:
                add(index)
                start = index + 1
            default: break
            }
            index += 1
        }
        add(range.upperBound)
        return parts
    }
}
