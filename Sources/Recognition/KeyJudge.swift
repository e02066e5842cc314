import Audio
import Foundation

/// Decides, hop by hop, whether a key is down.
struct KeyJudge: Sendable {
    /// Windows in a row that show one key.
    struct Run: Sendable {
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
        var measure = KeyMeasure()
        /// Whether we have played that key ourselves; nothing until it is asked.
        var isEcho: Bool?
    }

    /// A key that is down.
    struct Press: Sendable {
        let digit: DTMFDigit
        let onset: MediaTime
        var lastSeen: MediaTime
        var missing = 0
        var measure: KeyMeasure
    }

    private(set) var press: Press?
    /// Whether the present window may be a key's, sure or not yet.
    var isSuspicious: Bool { run != nil || press != nil }

    private let criteria: DTMFCriteria
    private var position: MediaTime
    private var bank = ToneBank()
    private var background = SteadyBackground()
    private var run: Run?
    private var watch: RefusalWatch?

    init(_ criteria: DTMFCriteria, startingAt start: MediaTime, explaining: Bool) {
        self.criteria = criteria
        position = start
        watch = explaining ? RefusalWatch(criteria) : nil
    }

    /// Hears the 40 samples from `start` on, the last of which is at `now`.
    @inline(__always)
    mutating func hear(
        _ samples: Span<Int16>, from start: Int, endingAt now: MediaTime, played: borrowing PlayedSound,
        into events: inout [DTMFDetector.Event]
    ) {
        bank.hear(samples, from: start, tuning: .keypad, gate: criteria.gate)
        position = now
        guard !bank.isQuiet || isSuspicious else {
            background = SteadyBackground()
            watch?.rest(at: position, into: &events)
            return
        }
        judge(played, into: &events)
        if !isSuspicious { background.follow(bank.energy) }
    }

    private mutating func judge(_ played: borrowing PlayedSound, into events: inout [DTMFDetector.Event]) {
        let power = bank.spectrum.power
        let rough = (power.lowHalf.max() + power.highHalf.max()) * TonePair.energyOfPower
        watch?.look(bank, background: background.energy, at: position, into: &events)
        guard !bank.isQuiet, rough > criteria.holdingShare * bank.energy else {
            run = nil
            return miss(into: &events)
        }
        let pair = TonePair(bank)
        guard let digit = DTMFDigit(row: pair.low.index, column: pair.high.index) else { return }
        hold(digit, into: &events)
        if criteria.admit(pair, of: energy, digit) {
            agree(on: digit, pair, played, into: &events)
        } else {
            run = nil
        }
    }

    /// The window shows `digit`, for sure or nearly so: it stays down if it was.
    private mutating func hold(_ digit: DTMFDigit, into events: inout [DTMFDetector.Event]) {
        guard press?.digit == digit else { return miss(into: &events) }
        press?.lastSeen = position
        press?.missing = 0
    }

    /// The window does not show the key that is down.
    private mutating func miss(into events: inout [DTMFDetector.Event]) {
        guard var held = press else { return }
        held.missing += 1
        press = held
        if held.missing >= criteria.absence { lift(into: &events) }
    }

    private mutating func lift(into events: inout [DTMFDetector.Event]) {
        guard let held = press else { return }
        // The last window that showed the key was half full at least, and the next less: on average it ended a hop before.
        let end = max(held.onset, held.lastSeen - MediaTime(samples: Int64(ToneBank.hop)))
        events.append(.up(held.digit, onset: held.onset, end: end))
        events.append(.measured(held.measure.evidence(held.digit, onset: held.onset, end: end)))
        press = nil
    }

    /// The energy of the window without the background.
    private var energy: Float { bank.energy - background.energy }

    /// The window shows `digit` by all criteria.
    private mutating func agree(
        on digit: DTMFDigit, _ pair: TonePair, _ played: borrowing PlayedSound, into events: inout [DTMFDetector.Event]
    ) {
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
        current.measure.add(pair, energy: bank.energy)
        run = current
        guard press?.digit != digit else {
            press?.measure.add(pair, energy: bank.energy)
            return
        }
        guard criteria.confirm(current), !isEcho(current, played, into: &events) else { return }
        lift(into: &events)
        press = Press(digit: digit, onset: current.onset, lastSeen: position, measure: current.measure)
        watch?.accept(digit)
        events.append(.down(digit, onset: current.onset))
    }

    /// Whether the key that is about to be heard is one that we have played; asked once.
    private mutating func isEcho(
        _ current: Run, _ played: borrowing PlayedSound, into events: inout [DTMFDetector.Event]
    ) -> Bool {
        if let known = current.isEcho { return known }
        let excess = played.echo(of: current.measure, current.digit, from: current.onset, to: position)
        run?.isEcho = excess != nil
        if let excess { watch?.refuseEcho(current.digit, onset: current.onset, at: position, excess: excess, into: &events) }
        return excess != nil
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
        // One window errs by 2 dB near the limit; the mean of several is held to the limit itself.
        guard high.power < low.power * mostTwist * 1.6, high.power * 1.6 > low.power * leastTwist else { return false }
        return pair.energy > share * energy && pair.energy < mostShare * energy
    }

    /// Whether windows that agree are enough; a key may come near one of the limits, a voice comes near several at once.
    fileprivate func confirm(_ run: KeyJudge.Run) -> Bool {
        guard run.windows >= agreement else { return false }
        guard run.energy * Float(ToneBank.hop) > shortestTone * run.loudest else { return false }
        guard run.low.isSteady(within: steadiness), run.high.isSteady(within: steadiness) else { return false }
        let measure = run.measure
        guard measure.highPower < measure.lowPower * mostTwist, measure.highPower > measure.lowPower * leastTwist else { return false }
        let missing = max(0, 1 - run.shares / Float(run.windows)) / (1 - share)
        let low = run.low.meanOffset / (detuning * Float(run.digit.lowFrequency))
        let high = run.high.meanOffset / (detuning * Float(run.digit.highFrequency))
        let wandering = max(run.low.drift, run.high.drift) / drift
        guard abs(low) < 1, abs(high) < 1 else { return false }
        return missing * missing + low * low + high * high + wandering * wandering + twistDoubt(measure) < doubt
    }

    /// How unusual the twist is: a telephone's has 2 dB, the network adds a few, and only a bad line has 10.
    private func twistDoubt(_ measure: KeyMeasure) -> Float {
        let ratio = max(measure.highPower, 1) / max(measure.lowPower, 1)
        let limit = ratio > 1 ? mostTwist : 1 / leastTwist
        let part = log2f(max(ratio, 1 / ratio)) / log2f(limit)
        return 0.5 * part * part
    }
}
