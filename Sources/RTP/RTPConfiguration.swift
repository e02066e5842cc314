/// Which way audio flows, seen from us (RFC 3264, section 5.1: `sendrecv`, `sendonly`, `recvonly`, `inactive`).
public enum MediaDirection: Hashable, Sendable, CaseIterable {
    case sendAndReceive
    case sendOnly
    case receiveOnly
    case inactive

    /// Whether we may send.
    public var sends: Bool { self == .sendAndReceive || self == .sendOnly }
    /// Whether we listen.
    public var receives: Bool { self == .sendAndReceive || self == .receiveOnly }
}

/// Everything an ``RTPSession`` must be told before its first packet; it draws no random numbers of its own.
public struct RTPConfiguration: Hashable, Sendable {
    /// Our source; random (RFC 3550, section 8.1).
    public var ssrc: SSRC
    /// Of our first packet; random (RFC 3550, section 5.1).
    public var firstSequence: SequenceNumber
    /// Of our first packet; random (RFC 3550, section 5.1).
    public var firstTimestamp: RTPTimestamp
    /// Random; spreads the RTCP reports in time and replaces our SSRC when the peer has the same.
    public var seed: UInt64
    /// Our canonical name, at most 255 octets of UTF-8 (RFC 7022: random is best).
    public var canonicalName: String
    /// The address that the peer's SDP named for RTP; `nil` until there is one.
    public var remoteAddress: TransportAddress?
    /// Where the peer wants RTCP: its port plus one, or the RTP address when both share a port (RFC 5761).
    public var remoteControlAddress: TransportAddress?
    /// Whether packets from elsewhere than SDP said may be the peer's.
    public var symmetric: SymmetricLatch.Policy
    /// What the numbers mean that the peer sends: those of our own SDP.
    public var receiving: PayloadFormats
    /// What the numbers mean that we send: those of the peer's SDP.
    public var sending: PayloadFormats
    /// Which way audio flows.
    public var direction: MediaDirection
    /// How much delay the jitter buffer may add [ms]; 20 to 160, else the nearest.
    public var maximumDelay: Int

    /// Collects the values; the random ones have no default.
    public init(
        ssrc: SSRC, firstSequence: SequenceNumber, firstTimestamp: RTPTimestamp, seed: UInt64, canonicalName: String,
        remoteAddress: TransportAddress?, remoteControlAddress: TransportAddress? = nil,
        symmetric: SymmetricLatch.Policy = .symmetric, receiving: PayloadFormats, sending: PayloadFormats,
        direction: MediaDirection = .sendAndReceive, maximumDelay: Int = 120
    ) {
        self.ssrc = ssrc
        self.firstSequence = firstSequence
        self.firstTimestamp = firstTimestamp
        self.seed = seed
        self.canonicalName = canonicalName
        self.remoteAddress = remoteAddress
        self.remoteControlAddress = remoteControlAddress
        self.symmetric = symmetric
        self.receiving = receiving
        self.sending = sending
        self.direction = direction
        self.maximumDelay = maximumDelay
    }
}
