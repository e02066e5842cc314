/// Makes the index of a message in one pass over its head (RFC 3261, 7 and 25.1).
struct SIPMessageParser {
    let bytes: [UInt8]
    let framing: SIPMessage.Framing
    let limits: SIPLimits
    var position = 0
    var startLine = SIPStartLine()
    var fields: [SIPMessage.Field] = []
    var body = 0..<0
    var cseq = CSeq(number: 0, method: .options)
    var contentLength: Int?
    /// The headers met so far, a bit each.
    private var seen: UInt64 = 0

    init(_ bytes: [UInt8], framing: SIPMessage.Framing, limits: SIPLimits) {
        self.bytes = bytes
        self.framing = framing
        self.limits = limits
    }

    /// Reads a whole message.
    mutating func parse() throws(SIPFault) {
        try readHead()
        try checkMandatory()
        try readBody()
    }

    /// Reads the start line and the headers.
    mutating func readHead() throws(SIPFault) {
        // Line ends before the start line are ignored (RFC 3261, 7.5); zero bytes are what some NAT keep-alives send.
        while position < bytes.count, bytes[position] == 13 || bytes[position] == 10 || bytes[position] == 0 { position += 1 }
        guard position < bytes.count else { throw SIPFault(.empty, at: position) }
        try readStartLine()
        guard bytes.count <= limits.message else { throw SIPFault(.messageTooLarge, at: limits.message) }
        try readHeaders()
    }

    private mutating func readHeaders() throws(SIPFault) {
        let table = SIPHeaderTable.standard
        fields.reserveCapacity(24)
        while true {
            guard position < bytes.count else { throw SIPFault(.unterminated, at: position) }
            if bytes[position] == 10 {
                position += 1
                return
            }
            if bytes[position] == 13, position + 1 < bytes.count, bytes[position + 1] == 10 {
                position += 2
                return
            }
            guard fields.count < limits.headers else { throw SIPFault(.tooManyHeaders, at: position) }
            try readHeader(table)
        }
    }

    private mutating func readHeader(_ table: SIPHeaderTable) throws(SIPFault) {
        let start = position
        while position < bytes.count, bytes[position].isToken { position += 1 }
        let name = start..<position
        while position < bytes.count, bytes[position] == 32 || bytes[position] == 9 { position += 1 }
        guard !name.isEmpty, position < bytes.count, bytes[position] == UInt8(ascii: ":") else {
            throw SIPFault(.headerSyntax, at: position)
        }
        position += 1
        let header = table.header(named: bytes[name])
        var field = SIPMessage.Field(header: header, isFolded: false, name: name, value: 0..<0)
        try readValue(&field)
        guard position - start <= limits.header else { throw SIPFault(.headerTooLong, at: start) }
        if header != .other {
            guard seen & header.bit & KnownHeader.singletons == 0 else { throw SIPFault(.duplicate(SIPHeaderName(header)), at: start) }
            seen |= header.bit
            try readNumbers(field)
        }
        fields.append(field)
    }

    /// Finds the end of a value over its folded lines, white space around it cut off.
    private mutating func readValue(_ field: inout SIPMessage.Field) throws(SIPFault) {
        let hasQuotes = field.header.bit & KnownHeader.quoted != 0
        var isQuoted = false
        var start = position
        var end = position
        scan: while true {
            guard position < bytes.count else { throw SIPFault(.unterminated, at: position) }
            let byte = bytes[position]
            position += 1
            // Nearly every byte is of this kind.
            if byte > UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte != 127 { continue }
            switch byte {
            case UInt8(ascii: "\""): isQuoted = isQuoted != hasQuotes
            case UInt8(ascii: "\\") where isQuoted:
                guard position < bytes.count, bytes[position] != 10, bytes[position] != 13 else {
                    throw SIPFault(.unbalancedQuotes, at: position)
                }
                position += 1
            case 13 where position < bytes.count && bytes[position] == 10: continue
            case 10:
                end = position - 1
                guard position < bytes.count, bytes[position] == 32 || bytes[position] == 9 else { break scan }
                field.isFolded = true
            case 0..<9, 11..<32, 127: throw SIPFault(.controlCharacter, at: position - 1)
            default: continue
            }
        }
        guard !isQuoted else { throw SIPFault(.unbalancedQuotes, at: end) }
        while start < end, bytes[start].isWhitespace { start += 1 }
        while end > start, bytes[end - 1].isWhitespace { end -= 1 }
        field.value = start..<end
    }

    /// Reads the values every message is checked by.
    private mutating func readNumbers(_ field: SIPMessage.Field) throws(SIPFault) {
        switch field.header {
        case .contentLength:
            guard let value = number(field.value, upTo: UInt64(Int32.max)) else {
                throw SIPFault(.contentLength, at: field.value.lowerBound)
            }
            contentLength = Int(value)
        case .maxForwards:
            guard number(field.value, upTo: 255) != nil else { throw SIPFault(.maxForwards, at: field.value.lowerBound) }
        case .cseq:
            var reader = ByteReader(bytes, field.value)
            guard let number = reader.takeNumber(upTo: UInt64(Int32.max)), reader.current?.isWhitespace == true else {
                throw SIPFault(.cseq, at: field.value.lowerBound)
            }
            reader.skipWhitespace()
            guard let method = reader.takeToken(), reader.isAtEnd else { throw SIPFault(.cseq, at: field.value.lowerBound) }
            cseq = CSeq(number: UInt32(number), method: SIPMethod(bytes[method]))
        default: break
        }
    }

    private func number(_ range: Range<Int>, upTo limit: UInt64) -> UInt64? {
        var reader = ByteReader(bytes, range)
        let value = reader.takeNumber(upTo: limit)
        return reader.isAtEnd ? value : nil
    }

    private func checkMandatory() throws(SIPFault) {
        for header in [KnownHeader.via, .from, .to, .callID, .cseq] where seen & header.bit == 0 {
            throw SIPFault(.missing(SIPHeaderName(header)), at: position)
        }
        if let method = startLine.method, method != cseq.method { throw SIPFault(.cseqMethod, at: position) }
    }

    private mutating func readBody() throws(SIPFault) {
        let available = bytes.count - position
        guard let contentLength else {
            guard framing == .datagram else { throw SIPFault(.missing(.contentLength), at: position) }
            guard available <= limits.body else { throw SIPFault(.bodyTooLarge, at: position) }
            body = position..<bytes.count
            return
        }
        guard contentLength <= available else { throw SIPFault(.bodyTooShort, at: position) }
        guard contentLength <= limits.body else { throw SIPFault(.bodyTooLarge, at: position) }
        body = position..<(position + contentLength)
    }
}
