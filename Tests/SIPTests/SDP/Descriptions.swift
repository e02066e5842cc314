@testable import SIP

/// Session descriptions the tests of this folder share.
enum Descriptions {
    /// An offer with these audio formats and more lines after them.
    static func offer(
        _ formats: String, _ lines: [String] = [], port: Int = 40_000, address: String = "IN IP4 192.0.2.77", before: [String] = [],
        after: [String] = []
    ) throws -> SessionDescription {
        try SessionDescription(
            parsing: (["v=0", "o=- 1001 1 \(address)", "s=-", "c=\(address)", "t=0 0"] + before + ["m=audio \(port) RTP/AVP \(formats)"]
                + lines + after)
                .joined(separator: "\r\n") + "\r\n")
    }

    /// The side of a server at 192.0.2.1:20000.
    static func side(_ change: (inout AudioCapabilities) -> Void = { _ in }) -> OfferAnswer {
        var capabilities = AudioCapabilities()
        change(&capabilities)
        return OfferAnswer(capabilities: capabilities, local: SIPEndpoint(host: .ipv4(0xC000_0201), port: 20_000), sessionID: 42)
    }
}
