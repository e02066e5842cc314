import Audio

/// One key as the arbiter knows it: who has reported it, who still holds it, how long it was.
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

    /// The shortest pause and the shortest tone that a detector hears: a key in two pieces lacks so much at least.
    private static let shortestRest = MediaTime.milliseconds(40)
    /// A tone that ended so long before an event is not what a gateway left of that event's key.
    private static let shortestPause = MediaTime.milliseconds(20)

    /// What no other press has; 0 for none.
    var number: UInt32 = 0
    private(set) var digit = DTMFDigit.zero
    private(set) var start = MediaTime.zero
    /// When the last who held it let go; nothing while it is held.
    private(set) var end: MediaTime? = MediaTime.zero
    /// Whether the flow has been told of it.
    var isDelivered = true
    /// The press of which this tone may be the second half.
    var owner: UInt32?

    private var reports: Sources = []
    private var holders: Sources = []
    /// When the event began, and how long it was.
    private var eventStart = MediaTime.zero
    private var eventLength: MediaTime?
    /// How long its tone was heard, all pieces together.
    private var toneLength = MediaTime.zero

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
        if source == .event { eventStart = now }
        end = holders.isEmpty ? now : nil
    }

    /// The key came up for one of those who held it, or that one goes on to another key.
    mutating func letGo(by source: DigitArbiter.Source, at now: MediaTime, length: MediaTime = .zero) {
        guard holders.remove(Sources(source)) != nil else { return }
        if source == .event { eventLength = max(length, now - eventStart) }
        if source == .tone { toneLength += length }
        if holders.isEmpty { end = now }
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

    /// Whether a tone of it has been heard from its beginning to its end, so that a second one may be another key's.
    var hasWholeTone: Bool { toneLength > .zero && !holders.contains(Sources(.tone)) && isReported(by: .event) }

    /// Whether its event was so long that its tone may have been heard in two pieces.
    var hasRoomForTone: Bool {
        guard let eventLength else { return true }
        return toneLength + Self.shortestRest <= eventLength
    }

    /// Whether it is a tone that lasted as long as a key and was over a pause ago.
    func isWholeTone(before now: MediaTime) -> Bool {
        guard let end else { return false }
        return toneLength >= Self.shortestRest && end + Self.shortestPause <= now
    }
}
