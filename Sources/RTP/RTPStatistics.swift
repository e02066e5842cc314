import Audio

/// The quality of a stream, both ways, since the session began.
public struct RTPStatistics: Hashable, Sendable {
    /// What came.
    public struct Received: Hashable, Sendable {
        /// RTP packets of the peer, whatever they carried.
        public var packets = 0
        /// Their payloads [octets].
        public var octets = 0
        /// Packets that never came (RFC 3550, A.3, without the duplicates).
        public var lost = 0
        /// Packets that came when their time had passed.
        public var late = 0
        /// Packets that came again.
        public var duplicates = 0
        /// Packets that came after a later one.
        public var reordered = 0
        /// Interarrival jitter (RFC 3550, A.8) [ms].
        public var jitter = 0.0
        /// How much later than the quickest packet's a sound is heard [ms].
        public var delay = 0.0
        /// Telephone events: keys that went down.
        public var keys = 0
        /// Times that the stream began anew: another SSRC, a restart, a jump.
        public var restarts = 0
    }

    /// What was heard of it: each count is frames of 20 ms.
    public struct Heard: Hashable, Sendable {
        /// As the sender sent it.
        public var decoded = 0
        /// Made up because the packet was lost.
        public var concealedLost = 0
        /// Made up because nothing was there in time, or to wait for packets like that.
        public var concealedLate = 0
        /// Made up next to a pause that the sender made.
        public var concealedSuppressed = 0
        /// Comfort noise while the sender was silent.
        public var comfortNoise = 0
        /// Comfort noise before the first packet.
        public var notStarted = 0
        /// Of all these, frames that were put in to lengthen the delay.
        public var inserted = 0
        /// Frames that were left out or melted to shorten the delay.
        public var removed = 0

        /// All frames that were asked for.
        public var frames: Int {
            decoded + concealedLost + concealedLate + concealedSuppressed + comfortNoise + notStarted
        }
    }

    /// What was sent.
    public struct Sent: Hashable, Sendable {
        /// RTP packets.
        public var packets = 0
        /// Their payloads [octets].
        public var octets = 0
        /// RTCP datagrams.
        public var reports = 0
    }

    /// What the peer's RTCP says of what we send.
    public struct Remote: Hashable, Sendable {
        /// Reports that came.
        public var reports = 0
        /// Of our packets since its last report [0...1].
        public var fractionLost = 0.0
        /// Of our packets, in all.
        public var lost = 0
        /// Interarrival jitter there [ms].
        public var jitter = 0.0
        /// From here to the peer and back [ms]; `nil` until a report has told.
        public var roundTrip: Double?
    }

    /// From the peer.
    public var received = Received()
    /// To whoever listens here.
    public var heard = Heard()
    /// To the peer.
    public var sent = Sent()
    /// By the peer's own words.
    public var remote = Remote()
    /// How many datagrams were not used, by ``RTPIgnored/rawValue``.
    var ignoredCounts = IgnoredCounts()

    /// How many datagrams were not used for this reason.
    public func ignored(_ reason: RTPIgnored) -> Int {
        Int(ignoredCounts.values[Int(reason.rawValue)])
    }
}

/// A count for each reason, in the value itself.
struct IgnoredCounts: Hashable, Sendable {
    var values = InlineArray<12, UInt32>(repeating: 0)

    mutating func count(_ reason: RTPIgnored) {
        values[Int(reason.rawValue)] &+= 1
    }

    static func == (left: IgnoredCounts, right: IgnoredCounts) -> Bool {
        for index in 0..<12 where left.values[index] != right.values[index] { return false }
        return true
    }

    func hash(into hasher: inout Hasher) {
        for index in 0..<12 { hasher.combine(values[index]) }
    }
}
