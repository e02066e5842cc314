public import Audio

/// How far the stream to a peer is, so that another session goes on with it where this one stops: the same source, the next number, the
/// timestamp of the moment, to where the peer was found.
///
/// The peer sees one stream, and its player and its recorder have nothing to get used to. What came from the peer does not travel: the
/// other session begins with its next packet, with as little delay as that one allows.
public struct StreamTrail: Hashable, Sendable {
    var outgoing: OutgoingStream
    var canonicalName: String
    /// Where the peer's packets come from, if any came.
    var latched: TransportAddress?
    var controlLatch: ControlLatch

    /// The same on a clock that is ahead by so much.
    public func shifted(by distance: MediaTime) -> StreamTrail {
        var trail = self
        trail.outgoing.shift(by: distance)
        return trail
    }
}

extension RTPSession {
    /// How far the stream to the peer is.
    public var trail: StreamTrail {
        StreamTrail(
            outgoing: outgoing, canonicalName: configuration.canonicalName, latched: latch.latched, controlLatch: controlLatch)
    }

    /// Goes on with a stream of another session, before anything is sent or received; the trail is on this session's clock.
    public mutating func follow(_ trail: StreamTrail) {
        outgoing = trail.outgoing
        configuration.canonicalName = trail.canonicalName
        controlLatch = trail.controlLatch
        if let address = trail.latched { latch.keep(address) }
    }
}
