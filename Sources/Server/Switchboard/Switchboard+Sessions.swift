import Audio
import SIP

/// What it takes to talk with a telephone: sockets for its media, and our side of SDP.
extension Switchboard {
    /// Sockets for a leg, and our side of SDP with their address; nil when there are none.
    func openSession(
        _ capabilities: AudioCapabilities = AudioCapabilities(), towards remote: SIPEndpoint
    ) -> (OfferAnswer, MediaPort)? {
        guard let host = mediaHost(towards: remote), let port = environment.ports.take(host.isIPv6 ? .ipv6 : .ipv4) else { return nil }
        let local = SIPEndpoint(host: host, port: port.number)
        return (OfferAnswer(capabilities: capabilities, local: local, sessionID: UInt64.random(in: 0...(.max >> 2))), port)
    }

    /// Sockets and an offer in which the caller's law comes first; nil when there are no sockets.
    func prepareSession(law: G711.Law?, towards next: SIPEndpoint) -> (OfferAnswer, SessionDescription, MediaPort)? {
        var capabilities = AudioCapabilities()
        if law == .a { capabilities.codecs = [.pcma, .pcmu] }
        guard case (var session, let port)? = openSession(capabilities, towards: next) else { return nil }
        let offer = session.offer()
        return (session, offer, port)
    }

    /// The address that somebody is told for media: the configured one, or the one from which packets would leave.
    func mediaHost(towards remote: SIPEndpoint) -> SIPHost? {
        if let advertise = environment.configuration.advertise.flatMap({ SIPHost($0) }), advertise.isIPv6 == remote.host.isIPv6 {
            return advertise
        }
        guard remote.host.isAddress else { return environment.routes.outwardAddress(isIPv6: false) }
        return environment.routes.localAddress(leadingTo: remote.host)
    }

    /// A dialog that we begin.
    func newDialog() -> SIPCallID {
        defer { nextDialled += 1 }
        return SIPCallID(dialled: nextDialled)
    }
}
