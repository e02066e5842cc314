public import Audio

/// Hears the keys of the telephone keypad in the caller's sound (ITU-T Q.23 and Q.24, ETSI ES 201 235-3).
///
/// Each 5 ms the last 15 ms are looked at. They are a key's if one row tone and one column tone hold nearly all of the sound,
/// each well above its neighbours, in tune, and about as loud as the other. A key is down when four windows in a row agree,
/// 27 to 37 ms after its onset; it is up when it has been missing for 25 ms. In silence the cost is that of the energy sum.
///
/// State: about 500 bytes. The result does not depend on how the sound is cut into pieces.
public struct DTMFDetector: Sendable {
    /// What the caller's finger did.
    public enum Event: Hashable, Sendable {
        /// A key went down at `onset`; said as soon as it is sure.
        case down(DTMFDigit, onset: MediaTime)
        /// The key came up again at `end`.
        case up(DTMFDigit, onset: MediaTime, end: MediaTime)
    }

    /// Windows in a row that show one key.
    fileprivate struct Run: Sendable {
        let digit: DTMFDigit
        var windows = 1
        var onset: MediaTime
        /// The row tone and the column tone, window by window.
        var low: ToneTrack
        var high: ToneTrack
        /// The sum of the shares that the two tones had of each window.
        var shares: Float
        /// The energy of all hops, including the one in which the tone began.
        var energy: Float
        /// The energy of the hops that are full.
        var loudest: Float
    }

    /// A key that is down.
    private struct Press: Sendable {
        let digit: DTMFDigit
        let onset: MediaTime
        var lastSeen: MediaTime
        var missing = 0
    }

    /// How much has been heard, on the caller's clock.
    public private(set) var position: MediaTime

    /// The key that sounds now, from the moment it is sure until it has ended.
    public var sounding: DTMFDigit? { press?.digit }

    /// When the key that sounds now began.
    public var soundingSince: MediaTime? { press?.onset }

    /// Whether the last 15 ms may be a key's, sure or not yet.
    public var isSuspicious: Bool { run != nil || press != nil }

    private var bank = ToneBank()
    private var background = SteadyBackground()
    private var run: Run?
    private var press: Press?
    private var pending = InlineArray<40, Int16>(repeating: 0)
    private var pendingCount = 0

    /// Starts to listen; `start` is the time of the first sample.
    public init(startingAt start: MediaTime = .zero) {
        position = start
    }

    /// Hears the next 20 ms and adds what happened to `events`.
    public mutating func process(_ frame: borrowing AudioFrame, into events: inout [Event]) {
        process(frame.samples.span, into: &events)
    }

    /// Hears the next samples, however many, and adds what happened to `events`.
    public mutating func process(_ samples: Span<Int16>, into events: inout [Event]) {
        var index = 0
        if pendingCount > 0 {
            while index < samples.count, pendingCount < ToneBank.hop { collect(samples[index], &index) }
            guard pendingCount == ToneBank.hop else { return }
            let hop = pending
            pendingCount = 0
            hear(hop.span, from: 0, into: &events)
        }
        while index + ToneBank.hop <= samples.count {
            hear(samples, from: index, into: &events)
            index += ToneBank.hop
        }
        while index < samples.count { collect(samples[index], &index) }
    }

    private mutating func collect(_ sample: Int16, _ index: inout Int) {
        pending[pendingCount] = sample
        pendingCount += 1
        index += 1
    }

    private mutating func hear(_ samples: Span<Int16>, from start: Int, into events: inout [Event]) {
        bank.hear(samples, from: start, tuning: .keypad, gate: Self.criteria.gate)
        position.samples &+= Int64(ToneBank.hop)
        guard !bank.isQuiet || isSuspicious else {
            background = SteadyBackground()
            return
        }
        judge(into: &events)
        if !isSuspicious { background.follow(bank.energy) }
    }
}

// One window.
extension DTMFDetector {
    private static let criteria = DTMFCriteria()

    private mutating func judge(into events: inout [Event]) {
        let criteria = Self.criteria
        let power = bank.spectrum.power
        let rough = (power.lowHalf.max() + power.highHalf.max()) * TonePair.energyOfPower
        guard !bank.isQuiet, rough > criteria.holdingShare * bank.energy else {
            run = nil
            return miss(into: &events)
        }
        let pair = TonePair(bank)
        guard let digit = DTMFDigit(row: pair.low.index, column: pair.high.index) else { return }
        hold(digit, into: &events)
        if criteria.admit(pair, of: energy, digit) {
            agree(on: digit, pair, into: &events)
        } else {
            run = nil
        }
    }

    /// The window shows `digit`, for sure or nearly so: it stays down if it was.
    private mutating func hold(_ digit: DTMFDigit, into events: inout [Event]) {
        guard press?.digit == digit else { return miss(into: &events) }
        press?.lastSeen = position
        press?.missing = 0
    }

    /// The window does not show the key that is down.
    private mutating func miss(into events: inout [Event]) {
        guard var held = press else { return }
        held.missing += 1
        press = held
        if held.missing >= Self.criteria.absence { lift(into: &events) }
    }

    private mutating func lift(into events: inout [Event]) {
        guard let held = press else { return }
        // The last window that showed the key was half full at least, and the next less: on average it ended a hop before.
        let end = max(held.onset, held.lastSeen - MediaTime(samples: Int64(ToneBank.hop)))
        events.append(.up(held.digit, onset: held.onset, end: end))
        press = nil
    }

    /// The energy of the window without the background.
    private var energy: Float { bank.energy - background.energy }

    /// The window shows `digit` by all criteria.
    private mutating func agree(on digit: DTMFDigit, _ pair: TonePair, into events: inout [Event]) {
        guard var current = run, current.digit == digit else {
            run = begin(digit, pair)
            return
        }
        current.windows += 1
        current.low.follow(pair.low)
        current.high.follow(pair.high)
        current.shares += pair.energy / energy
        current.energy += bank.energies[3]
        current.loudest = max(current.loudest, bank.energy / 3)
        run = current
        guard press?.digit != digit, Self.criteria.confirm(current) else { return }
        lift(into: &events)
        press = Press(digit: digit, onset: current.onset, lastSeen: position)
        events.append(.down(digit, onset: current.onset))
    }

    /// A first window: the tone began in its first hop or in the one before.
    private func begin(_ digit: DTMFDigit, _ pair: TonePair) -> Run {
        let hops = bank.energies
        let full = max((hops[2] + hops[3]) / 2, 1)
        let filled = min((hops[0] + hops[1]) / full, 2)
        let length = Float(ToneBank.hop) * (2 + filled)
        return Run(
            digit: digit, onset: position - MediaTime(samples: Int64(length)), low: ToneTrack(pair.low), high: ToneTrack(pair.high),
            shares: pair.energy / energy, energy: hops.sum(), loudest: bank.energy / 3)
    }
}

extension DTMFCriteria {
    /// Whether one window is a key's.
    func admit(_ pair: TonePair, of energy: Float, _ digit: DTMFDigit) -> Bool {
        let (low, high) = (pair.low, pair.high)
        guard min(low.power, high.power) > softestTone.value else { return false }
        guard low.rival < low.power * rival, high.rival < high.power * rival else { return false }
        guard high.power < low.power * mostTwist, high.power > low.power * leastTwist else { return false }
        return pair.energy > share * energy && pair.energy < mostShare * energy
    }

    /// Whether windows that agree are enough; a key may come near one of the limits, a voice comes near several at once.
    fileprivate func confirm(_ run: DTMFDetector.Run) -> Bool {
        guard run.windows >= agreement else { return false }
        guard run.energy * Float(ToneBank.hop) > shortestTone * run.loudest else { return false }
        guard run.low.isSteady(within: steadiness), run.high.isSteady(within: steadiness) else { return false }
        let missing = max(0, 1 - run.shares / Float(run.windows)) / (1 - share)
        let low = run.low.meanOffset / (detuning * Float(run.digit.lowFrequency))
        let high = run.high.meanOffset / (detuning * Float(run.digit.highFrequency))
        let wandering = max(run.low.drift, run.high.drift) / drift
        guard abs(low) < 1, abs(high) < 1 else { return false }
        return missing * missing + low * low + high * high + wandering * wandering < doubt
    }
}
