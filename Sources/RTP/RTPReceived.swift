/// What a datagram was.
public enum RTPReceived: Hashable, Sendable {
    /// Sound; it waits in the jitter buffer.
    case audio
    /// The sender has fallen silent and described its silence (RFC 3389).
    case comfortNoise
    /// Telephone events (RFC 4733); what is new is in ``RTPSession/nextTelephoneEvent()``.
    case telephoneEvent
    /// RTCP reports.
    case rtcp
    /// The peer's RTCP says that it has left (RFC 3550, section 6.6).
    case goodbye
    /// Not used, and why.
    case ignored(RTPIgnored)
}

/// Why a datagram was not used; each reason is counted.
public enum RTPIgnored: UInt8, Hashable, Sendable, CaseIterable {
    /// Neither RTP nor RTCP.
    case malformed
    /// RTCP that contradicts itself.
    case malformedControl
    /// From somebody who is not the peer.
    case wrongSource
    /// From an unknown address, or with a new SSRC, that has not yet proved itself by consecutive packets.
    case onProbation
    /// A payload type that was not agreed.
    case unknownPayloadType
    /// A telephone event that is not a key, or is too short to be one.
    case unknownEvent
    /// A payload that is empty or longer than 60 ms twice over.
    case badPayloadSize
    /// Seen before.
    case duplicate
    /// Its time to be heard has passed.
    case late
    /// A sequence number or timestamp far from all others; a second one would be believed (RFC 3550, A.1).
    case jumped
    /// It carries our own SSRC: our packets come back (RFC 3550, section 8.2).
    case looped
    /// We do not listen now.
    case onHold
}
