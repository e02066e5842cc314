import Audio

/// What a receiver reports of one source: losses (RFC 3550, A.3) and interarrival jitter (RFC 3550, A.8).
struct ReceptionStatistics: Hashable, Sendable {
    /// Packets that came, duplicates and late ones among them, as RFC 3550, section 6.4.1 counts them.
    private(set) var received: Int64 = 0
    /// Packets that came a second time.
    private(set) var duplicates: Int64 = 0
    /// Of sources before this one, and of the same before it started over.
    private var formerExpected: Int64 = 0
    private var formerReceived: Int64 = 0
    private var expectedAtReport: Int64 = 0
    private var receivedAtReport: Int64 = 0
    private var transit: Int64?
    /// The estimate, times 16 [samples].
    private var scaledJitter: Int64 = 0

    /// A longer step in transit time is a new clock, not jitter [samples].
    private static let longestStep: Int64 = 16_000

    /// Interarrival jitter [samples].
    var jitter: UInt32 { UInt32(clamping: scaledJitter >> 4) }

    /// Counts a packet.
    mutating func count(isDuplicate: Bool) {
        received += 1
        if isDuplicate { duplicates += 1 }
    }

    /// Follows the transit time of an audio packet: J += (|D| - J) / 16, in integers (RFC 3550, A.8).
    mutating func follow(_ timestamp: RTPTimestamp, at now: MediaTime) {
        let arrival = RTPTimestamp(UInt32(truncatingIfNeeded: now.samples))
        let current = Int64(arrival.distance(from: timestamp))
        guard let former = transit else {
            transit = current
            return
        }
        transit = current
        let step = abs(Int64(Int32(truncatingIfNeeded: current &- former)))
        guard step < ReceptionStatistics.longestStep else { return }
        scaledJitter += step - ((scaledJitter + 8) >> 4)
    }

    /// The packets of all sources that are missing now; negative when duplicates outnumber the losses (RFC 3550, section 6.4.1).
    func lost(expected: Int64) -> Int64 {
        formerExpected + expected - received
    }

    /// The packets that never came, whatever came twice.
    func missing(expected: Int64) -> Int64 {
        max(0, formerExpected + expected - (received - duplicates))
    }

    /// The source starts over or another follows it; `expected` is what the former one had sent.
    mutating func startOver(expected: Int64) {
        formerExpected += expected
        formerReceived = received
        expectedAtReport = 0
        receivedAtReport = received
        transit = nil
    }

    /// The losses of the present source since the last report, in 1/256 (RFC 3550, A.3), and its losses in all, in 24 bits.
    mutating func report(expected: Int64) -> (fractionLost: UInt8, cumulativeLost: Int32) {
        let newlyExpected = expected - expectedAtReport
        let newlyLost = newlyExpected - (received - receivedAtReport)
        expectedAtReport = expected
        receivedAtReport = received
        let fraction = newlyExpected > 0 && newlyLost > 0 ? UInt8(clamping: (newlyLost << 8) / newlyExpected) : 0
        let cumulative = expected - (received - formerReceived)
        return (fraction, Int32(max(-0x80_0000, min(cumulative, 0x7f_ffff))))
    }
}
