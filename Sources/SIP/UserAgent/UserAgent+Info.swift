/// Keys by INFO, both ways.
extension UserAgent {
    mutating func receiveInfo(_ request: SIPMessage, _ index: Transaction.Index, _ session: Session.Index) {
        var content = content(of: session)
        content.contact = nil
        if request.has("Info-Package") {
            // We take no package (RFC 6086, 4.2.2).
            content.headers = [SIPHeaderLine("Recv-Info", "")]
            content.reason = "Bad Info Package"
            respond(SIPStatus(469), to: index, content)
        } else if request.body.isEmpty {
            // Before RFC 6086 an empty INFO asked whether the call still stands.
            respond(.ok, to: index, content)
        } else if let digit = SIPDigit(request) {
            respond(.ok, to: index, content)
            tell(session, .digit(digit))
        } else {
            content.reason = "Malformed Digit"
            respond(.badRequest, to: index, content)
        }
    }

    mutating func sendDigit(_ session: Session.Index, _ digit: SIPDigit) {
        guard case .confirmed = sessions[session]?.phase, SIPDigit.keys.contains(digit.key) else { return stale() }
        guard var request = request(.info, in: session) else { return }
        request.builder.setBody(
            Array("Signal=\(digit.key)\r\nDuration=\((digit.duration ?? .milliseconds(160)).wholeMilliseconds)\r\n".utf8),
            type: "application/dtmf-relay")
        send(request, .info, of: session)
    }
}

extension SIPDigit {
    static let keys = "0123456789*#ABCD"

    /// Reads the body of an INFO: `Signal=5 / Duration=160` lines (dtmf-relay), or the key alone (dtmf).
    init?(_ request: SIPMessage) {
        let text = String(decoding: request.body, as: UTF8.self)
        let lines = text.split(whereSeparator: \.isNewline)
        var name: Substring?
        var milliseconds: Int64?
        if request.contentType?.name == "application/dtmf" {
            guard lines.count == 1 else { return nil }
            // Some write the relay's form under this name.
            name = lines[0].contains("=") ? Self.value("signal", in: lines) : lines[0].trimmed
            milliseconds = Self.value("duration", in: lines).flatMap { Int64($0) }
        } else {
            name = Self.value("signal", in: lines)
            milliseconds = Self.value("duration", in: lines).flatMap { Int64($0) }
        }
        guard let key = name.flatMap(Self.key) else { return nil }
        self.key = key
        duration = milliseconds.flatMap { (1...60_000).contains($0) ? .milliseconds($0) : nil }
    }

    private static func value(_ name: String, in lines: [Substring]) -> Substring? {
        for line in lines {
            let parts = line.split(separator: "=", maxSplits: 1)
            if parts.count == 2, parts[0].trimmed.lowercased() == name { return parts[1].trimmed }
        }
        return nil
    }

    /// A key by its name; 10 and 11 are how some gateways write star and pound.
    private static func key(_ name: Substring) -> Character? {
        switch name {
        case "10": return "*"
        case "11": return "#"
        default:
            guard name.count == 1, let key = name.uppercased().first, keys.contains(key) else { return nil }
            return key
        }
    }
}

extension Substring {
    fileprivate var trimmed: Substring {
        var text = self
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
