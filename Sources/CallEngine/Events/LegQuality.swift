import Audio
import RTP

/// How the media of one leg went, both ways (RFC 3550, section 6.4).
public struct LegQuality: Hashable, Sendable, Codable {
    /// `PCMU` or `PCMA`.
    public var codec = ""
    /// Packets that arrived.
    public var received = 0
    /// Packets that never arrived.
    public var lost = 0
    /// Packets that arrived too late to be heard.
    public var late = 0
    /// Packets that arrived twice.
    public var duplicates = 0
    /// Frames that had to be invented.
    public var concealed = 0
    /// Interarrival jitter at the end [ms].
    public var jitter = 0.0
    /// Packets sent.
    public var sent = 0
    /// What the other side says it lost of them, nil when it never said.
    public var remoteLost: Int?
    /// Round trip by RTCP [ms], nil when it could not be measured.
    public var roundTrip: Double?

    /// Nothing happened yet.
    public init() {}
}

extension LegQuality {
    /// What a session has counted.
    init(_ statistics: RTPStatistics, law: G711.Law) {
        codec = law == .mu ? "PCMU" : "PCMA"
        received = statistics.received.packets
        lost = statistics.received.lost
        late = statistics.received.late
        duplicates = statistics.received.duplicates
        concealed = statistics.heard.concealedLost + statistics.heard.concealedLate
        jitter = (statistics.received.jitter * 10).rounded() / 10
        sent = statistics.sent.packets
        guard statistics.remote.reports > 0 else { return }
        remoteLost = statistics.remote.lost
        roundTrip = statistics.remote.roundTrip
    }
}
