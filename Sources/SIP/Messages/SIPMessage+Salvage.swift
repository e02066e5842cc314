extension SIPMessage {
    /// What of a broken message a response to it needs: the method and the first Via, From, To, Call-ID and CSeq that are lines of
    /// their own without control characters. All Via lines are kept. Never fails; what is not there is not in the index.
    init(salvaging bytes: [UInt8]) {
        var line = SIPStartLine()
        var fields: [Field] = []
        var cseq = CSeq(number: 0, method: .other(""))
        var seen: UInt64 = 0
        var position = bytes.firstIndex { $0 != 13 && $0 != 10 && $0 != 0 } ?? bytes.count
        let first = Self.lineEnd(bytes, position)
        if bytes[position..<first].prefix(4).elementsEqual("SIP/".utf8, by: { $0 & 0xDF == $1 & 0xDF }) {
            line.status = .badRequest
        } else {
            line.method = SIPMethod(bytes[position..<first].prefix { $0.isToken })
        }
        position = first
        while position < bytes.count, fields.count < 64 {
            position += 1
            let end = Self.lineEnd(bytes, position)
            defer { position = end }
            guard let field = Self.salvageField(bytes, position..<end) else { continue }
            guard field.header == .via || seen & field.header.bit == 0 else { continue }
            seen |= field.header.bit
            if field.header == .cseq { cseq = Self.salvageCSeq(bytes, field.value) ?? cseq }
            fields.append(field)
        }
        self.bytes = bytes
        self.fields = fields
        self.cseq = cseq
        startLine = line
        bodyRange = 0..<0
    }

    /// The line feed that ends the line at `position`, or the end of the bytes.
    private static func lineEnd(_ bytes: [UInt8], _ position: Int) -> Int {
        guard position < bytes.count else { return bytes.count }
        return bytes[position...].firstIndex(of: 10) ?? bytes.count
    }

    private static func salvageField(_ bytes: [UInt8], _ line: Range<Int>) -> Field? {
        var reader = ByteReader(bytes, line)
        guard let name = reader.takeToken() else { return nil }
        let header = SIPHeaderTable.standard.header(named: bytes[name])
        guard [KnownHeader.via, .from, .to, .callID, .cseq].contains(header), reader.takeSeparator(":") else { return nil }
        var end = line.upperBound
        while end > reader.position, bytes[end - 1].isWhitespace { end -= 1 }
        let value = reader.position..<end
        guard !value.isEmpty, bytes[value].allSatisfy({ ($0 >= 32 && $0 != 127) || $0 == 9 }) else { return nil }
        return Field(header: header, isFolded: false, name: name, value: value)
    }

    private static func salvageCSeq(_ bytes: [UInt8], _ value: Range<Int>) -> CSeq? {
        var reader = ByteReader(bytes, value)
        guard let number = reader.takeNumber(upTo: UInt64(UInt32.max)) else { return nil }
        reader.skipWhitespace()
        guard let method = reader.takeToken() else { return nil }
        return CSeq(number: UInt32(number), method: SIPMethod(bytes[method]))
    }
}
