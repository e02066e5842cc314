/// What a response of ours holds beyond what it copies from the request.
struct ResponseContent: Sendable {
    var toTag: String?
    var reason: String?
    var contact: NameAddress?
    var headers: [SIPHeaderLine] = []
    var description: SessionDescription?
}

/// Responses: how they are made and where they go.
extension UserAgent {
    /// The methods we take (RFC 3261, 20.5). REFER only within calls; PRACK is not needed, since no 1xx of ours is reliable.
    static let allowedMethods: [SIPMethod] = [.invite, .ack, .cancel, .bye, .options, .info, .update, .notify, .refer]
    static let allow = SIPHeaderLine(.allow, allowedMethods.map(\.name).joined(separator: ", "))
    static let accept = SIPHeaderLine(.accept, "application/sdp, application/dtmf-relay, application/dtmf, message/sipfrag")

    static func retryAfter(_ interval: Duration) -> SIPHeaderLine {
        SIPHeaderLine(.retryAfter, String(max(1, (interval.wholeMilliseconds + 999) / 1000)))
    }

    /// The bytes of a response.
    func response(_ status: SIPStatus, to request: SIPMessage, _ content: ResponseContent) -> [UInt8] {
        var builder = SIPResponseBuilder(status, to: request, toTag: content.toTag, reason: content.reason)
        if let contact = content.contact { builder.add(.contact, contact.description) }
        builder.headers += content.headers
        if let description = content.description { builder.setBody(description.bytes, type: MediaType.sdp) }
        return builder.bytes
    }

    /// Refuses a request without keeping any state (RFC 3261, 8.2.7): its repetition gets the same answer again.
    mutating func refuse(
        _ request: SIPMessage, _ status: SIPStatus, from peer: SIPPeer, reason: String? = nil, headers: [SIPHeaderLine] = []
    ) {
        let content = ResponseContent(toTag: computedTag(for: request), reason: reason, headers: headers)
        send(response(status, to: request, content), to: responsePeer(of: request, from: peer))
    }

    /// The tag of a response that is not remembered: the same for the same request (RFC 3261, 8.2.7), FNV-1a over what names it.
    func computedTag(for request: SIPMessage) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ tagSeed
        for text in [request.callID, request.from?.tag ?? "", String(request.cseq.number)] {
            for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
            hash = (hash ^ 0xFF) &* 0x0000_0100_0000_01B3
        }
        return SIPToken(hash).description
    }

    // MARK: Where

    func responsePeer(of request: SIPMessage, from peer: SIPPeer) -> SIPPeer {
        request.topVia.map { responsePeer($0, from: peer) } ?? peer
    }

    /// Where the response to a request with this first Via goes (RFC 3261, 18.2.2; RFC 3581, 4).
    ///
    /// Over TCP it goes back on the connection, and to the port of the Via when that is gone.
    func responsePeer(_ via: Via, from peer: SIPPeer) -> SIPPeer {
        var result = peer
        switch peer.transport {
        case .udp:
            let destination = via.responseDestination
            result.remote = destination.host.isAddress ? destination : SIPEndpoint(host: peer.remote.host, port: destination.port)
        case .tcp:
            result.remote.port = via.effectivePort
        }
        return result
    }

    // MARK: Who we are

    /// The address of ours that a peer is told.
    func advertised(for peer: SIPPeer) -> SIPEndpoint {
        let listener = configuration.listeners.first { $0.transport == peer.transport && $0.local == peer.local }
        let here = listener?.advertised ?? peer.local
        guard here.host.isUnspecified, let host = configuration.localAddress?(peer.remote.host) else { return here }
        return SIPEndpoint(host: host, port: here.port)
    }

    func contact(for peer: SIPPeer) -> NameAddress {
        let here = advertised(for: peer)
        let parameters = peer.transport == .udp ? [] : [SIPParameters.Element("transport", peer.transport.rawValue.lowercased())]
        return NameAddress(
            uri: SIPURI(
                user: SIPURI.escaped(user: configuration.user), host: here.host, port: here.port, parameters: SIPParameters(parameters)))
    }

    func via(_ token: SIPToken, for peer: SIPPeer) -> Via {
        Via(transport: peer.transport.rawValue, sentBy: advertised(for: peer), branch: token.branch)
    }

    mutating func newToken() -> SIPToken {
        SIPToken(random.next())
    }

    /// Where a request to this URI goes: by its own transport parameter, else like `usual` (RFC 3263 for addresses).
    ///
    /// A name that is not looked up is reached where its owner was heard from; so is a peer behind the connection it opened.
    func peer(for uri: SIPURI, like usual: SIPPeer) -> SIPPeer {
        let transport = uri.transport(otherwise: usual.transport) ?? usual.transport
        guard uri.host.isAddress else { return usual }
        let remote = SIPEndpoint(host: uri.host, port: uri.port ?? 5060)
        if transport == usual.transport, uri.host.isIPv6 == usual.local.host.isIPv6 {
            return SIPPeer(transport, remote: remote, local: usual.local, connection: usual.connection)
        }
        return peer(transport, to: remote) ?? usual
    }

    /// The first listener that can reach an address by a transport.
    func peer(_ transport: SIPTransportProtocol, to remote: SIPEndpoint) -> SIPPeer? {
        configuration.listeners.first { $0.transport == transport && $0.local.host.isIPv6 == remote.host.isIPv6 }
            .map { SIPPeer(transport, remote: remote, local: $0.local) }
    }
}

extension SIPURI {
    /// The transport it asks for; nil when it is none of ours.
    func transport(otherwise usual: SIPTransportProtocol) -> SIPTransportProtocol? {
        guard scheme == .sip else { return nil }
        guard let transport else { return usual }
        return SIPTransportProtocol(rawValue: transport.uppercased())
    }
}
