/// One dialog (RFC 3261, 12): what it takes to say something within a call and to know what belongs to it.
struct Dialog: Sendable {
    /// The Call-ID header.
    let callID: String
    /// Our tag.
    let localTag: SIPToken
    /// The From of our requests, tag included.
    let localAddress: NameAddress
    /// The To of our requests, tag included once it is known.
    var remoteAddress: NameAddress
    /// The CSeq number of our last request.
    var localSequence: UInt32
    /// The CSeq number of the other side's last request; nil before the first.
    var remoteSequence: UInt32?
    /// Where the other side wants requests (its Contact).
    var remoteTarget: SIPURI
    /// The route set, next hop first.
    var routeSet: [NameAddress]
    /// Where requests are sent.
    var peer: SIPPeer
    /// Whether that stays so whatever contacts say: the other side is behind NAT.
    var isPinned = false

    /// The other side's tag; nil in a call of ours that nobody has answered, and with peers of RFC 2543.
    var remoteTag: String? { remoteAddress.tag }

    /// The next CSeq number; it stays below 2^31 (RFC 3261, 8.1.1.5).
    mutating func nextSequence() -> UInt32 {
        localSequence = localSequence >= 0x7FFF_FFFE ? 1 : localSequence + 1
        return localSequence
    }

    /// The Request-URI and Route values of a request within the dialog (RFC 3261, 12.2.1.1).
    ///
    /// With a strict router first, its URI becomes the Request-URI and the remote target goes to the end of the route.
    var way: (requestURI: SIPURI, routes: [NameAddress]) {
        guard let router = routeSet.first?.uri, !router.isLooseRouter else { return (remoteTarget, routeSet) }
        return (router.asRequestURI, routeSet.dropFirst() + [NameAddress(uri: remoteTarget)])
    }

    /// The URI whose host is the next hop: the first route, else the remote target (RFC 3261, 8.1.2).
    var nextHop: SIPURI { routeSet.first?.uri ?? remoteTarget }

    /// Takes the CSeq number of a request of the other side; false when it is not newer than the last (RFC 3261, 12.2.2).
    mutating func accept(remoteSequence number: UInt32) -> Bool {
        if let last = remoteSequence, number <= last { return false }
        remoteSequence = number
        return true
    }

    /// Begins a request within the dialog; an ACK has the number of its INVITE.
    mutating func request(_ method: SIPMethod, via: Via, sequence: UInt32? = nil) -> SIPRequestBuilder {
        let way = way
        let number = sequence ?? nextSequence()
        var builder = SIPRequestBuilder(
            method, uri: way.requestURI, via: via, from: localAddress, to: remoteAddress, callID: callID, cseq: number)
        builder.routes = way.routes
        return builder
    }
}
