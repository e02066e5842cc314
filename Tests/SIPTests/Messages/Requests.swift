import SIP

/// Messages the tests of this folder share.
enum Requests {
    /// A request with these headers and body; Content-Length is added.
    static func text(_ startLine: String, _ headers: [String], body: String = "") -> [UInt8] {
        Array(([startLine] + headers + ["Content-Length: \(body.utf8.count)", "", body]).joined(separator: "\r\n").utf8)
    }

    /// An INVITE with more headers.
    static func invite(_ more: [String] = [], body: String = "") -> [UInt8] {
        text(
            "INVITE sip:95128@hotline.example SIP/2.0",
            [
                "Via: SIP/2.0/UDP 192.0.2.77:5080;branch=z9hG4bK776;rport", "Via: SIP/2.0/TCP inner.example;branch=z9hG4bKinner",
                "Max-Forwards: 70", "From: \"Li Wei\" <sip:13800138000@carrier.example>;tag=9fxced76sl",
                "To: <sip:95128@hotline.example>", "Call-ID: 3848276298220188511@client.example", "CSeq: 1 INVITE",
                "Contact: <sip:13800138000@192.0.2.77:5080>",
            ] + more, body: body)
    }

    /// The INVITE, read.
    static func message(_ more: [String] = [], body: String = "") throws -> SIPMessage {
        try SIPMessage(parsing: invite(more, body: body), framing: .datagram)
    }
}
