import Audio

/// When the next RTCP report is due (RFC 3550, section 6.3 and A.7), for a conversation of two.
struct RTCPInterval: Hashable, Sendable {
    /// Reports get 5 % of the session: G.711 at 50 packets a second takes 10,000 octets a second with its headers.
    static let bandwidth = 0.05 * 10_000
    /// The least interval, before it is drawn [s] (RFC 3550, section 6.2).
    static let minimum = 5.0
    /// What IP and UDP add to each report [octets].
    static let overhead = 28.0
    /// Makes up for the timer reconsideration, whose intervals are too long otherwise: e - 3/2 (RFC 3550, section 6.3.1).
    static let compensation = 2.71828 - 1.5

    private(set) var next: MediaTime
    private var last: MediaTime
    private var averageSize = 100 + RTCPInterval.overhead
    private var isInitial = true
    private var random: SplitMix

    /// Draws the first interval.
    init(seed: UInt64, at now: MediaTime) {
        random = SplitMix(seed: seed)
        last = now
        next = now
        next = now + draw(members: 1, senders: 0, weSent: false)
    }

    /// Takes the size of a report that was sent or received [octets] (RFC 3550, section 6.3.3).
    mutating func follow(size: Int) {
        averageSize = (Double(size) + RTCPInterval.overhead) / 16 + averageSize * 15 / 16
    }

    /// Whether a report is to be sent now; if members have joined since, it is put off (timer reconsideration, RFC 3550, section 6.3.6).
    mutating func isDue(at now: MediaTime, members: Int, senders: Int, weSent: Bool) -> Bool {
        guard now >= next else { return false }
        let reconsidered = last + draw(members: members, senders: senders, weSent: weSent)
        guard reconsidered <= now else {
            next = reconsidered
            return false
        }
        last = now
        isInitial = false
        next = now + draw(members: members, senders: senders, weSent: weSent)
        return true
    }

    private mutating func draw(members: Int, senders: Int, weSent: Bool) -> MediaTime {
        let seconds = RTCPInterval.seconds(
            members: members, senders: senders, bandwidth: RTCPInterval.bandwidth, weSent: weSent, averageSize: averageSize,
            isInitial: isInitial, draw: random.unit())
        return .seconds(seconds)
    }

    /// The interval of RFC 3550, A.7 [s]; `draw` is uniform in 0..<1, sizes are in octets.
    static func seconds(
        members: Int, senders: Int, bandwidth: Double, weSent: Bool, averageSize: Double, isInitial: Bool, draw: Double
    ) -> Double {
        var (count, share) = (members, bandwidth)
        if Double(senders) <= Double(members) * 0.25 {
            // A quarter of the bandwidth is kept for the senders.
            (count, share) = weSent ? (senders, bandwidth * 0.25) : (members - senders, bandwidth * 0.75)
        }
        let least = isInitial ? minimum / 2 : minimum
        let interval = max(averageSize * Double(count) / share, least)
        return interval * (draw + 0.5) / compensation
    }
}
