import Audio

/// One key as the arbiter knows it: who has reported it, who still holds it.
struct KeyPress: Sendable {
    /// A set of sources, one bit each.
    private struct Sources: OptionSet {
        let rawValue: UInt8

        init(rawValue: UInt8) { self.rawValue = rawValue }

        init(_ source: DigitArbiter.Source) {
            switch source {
            case .event: self.init(rawValue: 1)
            case .tone: self.init(rawValue: 2)
            case .info: self.init(rawValue: 4)
            }
        }
    }

    private(set) var digit = DTMFDigit.zero
    private(set) var start = MediaTime.zero
    /// When the last who held it let go; nothing while it is held.
    private(set) var end: MediaTime? = MediaTime.zero
    /// Whether the flow has been told of it.
    var isDelivered = true

    private var reports: Sources = []
    private var holders: Sources = []

    /// No key at all.
    init() {}

    /// A key that `source` is the first to report.
    init(_ digit: DTMFDigit, _ source: DigitArbiter.Source, at now: MediaTime) {
        (self.digit, start) = (digit, now)
        report(by: source, at: now)
    }

    /// One more report; an INFO holds nothing.
    mutating func report(by source: DigitArbiter.Source, at now: MediaTime) {
        reports.insert(Sources(source))
        if source != .info { holders.insert(Sources(source)) }
        end = holders.isEmpty ? now : nil
    }

    /// The key came up for one of those who held it, or that one goes on to another key.
    mutating func letGo(by source: DigitArbiter.Source, at now: MediaTime) {
        guard holders.remove(Sources(source)) != nil, holders.isEmpty else { return }
        end = now
    }

    func isReported(by source: DigitArbiter.Source) -> Bool {
        reports.contains(Sources(source))
    }

    /// Whether an event or an INFO vouches for it.
    var isOutOfBand: Bool {
        isReported(by: .event) || isReported(by: .info)
    }

    /// Whether the key is held, or ended no longer ago than `time`.
    func isNear(_ now: MediaTime, _ time: MediaTime) -> Bool {
        guard let end else { return true }
        return now <= end + time
    }
}
