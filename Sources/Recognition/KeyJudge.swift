import Audio

/// Decides, hop by hop, whether a key is down.
struct KeyJudge: Sendable {
    /// A key that is down.
    struct Press: Sendable {
        let digit: DTMFDigit
        let onset: MediaTime
        var lastSeen: MediaTime
        var missing = 0
        var measure: KeyMeasure
        /// Whether it was found under other sound.
        var isCovered = false
    }

    /// A key of our own that comes back.
    private struct OwnEcho: Sendable {
        let digit: DTMFDigit
        var lastSeen: MediaTime
    }

    /// How long the strongest of each group have been the same, give or take a window.
    private struct Streak: Sendable {
        private(set) var place = 0
        private(set) var count = 0

        mutating func follow(_ place: Int) {
            if place == self.place {
                count = min(count + 1, 16)
            } else if count > 2 {
                count -= 2
            } else {
                (self.place, count) = (place, 1)
            }
        }
    }

    /// So many windows show the same key before the long look, which takes in so many hops.
    private static let patience = 5
    private static let lookHops = 8

    private(set) var press: Press?
    /// Whether the present window may be a key's, sure or not yet.
    var isSuspicious: Bool { run != nil || press != nil }

    private let criteria: DTMFCriteria
    private var position: MediaTime
    private var bank = ToneBank()
    private var line = LineBackground()
    /// The energy of the present window without the background.
    private var energy: Float = 1
    private var run: KeyRun?
    private var streak = Streak()
    private var ownEcho: OwnEcho?
    /// Kept beside the watch, which is big to look at.
    private let explains: Bool
    private var watch: RefusalWatch?

    init(_ criteria: DTMFCriteria, startingAt start: MediaTime, explaining: Bool) {
        self.criteria = criteria
        position = start
        explains = explaining
        watch = explaining ? RefusalWatch(criteria) : nil
    }

    /// Hears the 40 samples from `start` on, the last of which is at `now`.
    @inline(__always)
    mutating func hear(
        _ samples: Span<Int16>, from start: Int, endingAt now: MediaTime, played: borrowing PlayedSound,
        into events: inout [DTMFDetector.Event]
    ) {
        var octets = ToneBank.octets(samples, from: start)
        let hop = line.take(&octets)
        bank.hear(octets, energy: hop, tuning: .keypad, gate: criteria.gate)
        position = now
        guard !bank.isQuiet || isSuspicious || line.isCutting && !line.isQuiet(below: criteria.gate) else {
            line.rests()
            if explains { watch?.rest(at: position, into: &events) }
            return
        }
        energy = max(line.news(in: bank.energy), 1)
        judge(played, into: &events)
        if !isSuspicious { line.follow(bank.energy) }
    }

    private mutating func judge(_ played: borrowing PlayedSound, into events: inout [DTMFDetector.Event]) {
        if explains { watch?.look(bank, energy: energy, at: position, into: &events) }
        guard !bank.isQuiet else {
            run = nil
            streak = Streak()
            followEcho(nil)
            return miss(into: &events)
        }
        let peaks = KeyPeaks(bank)
        followEcho(peaks.digit)
        let isPlain = peaks.energy > criteria.holdingShare * bank.energy
        hold(peaks, isPlain: isPlain, into: &events)
        if isPlain {
            judgePlain(peaks, played, into: &events)
        } else {
            run = nil
        }
        judgeCovered(peaks, played, into: &events)
    }

    /// The two tones are most of what there is.
    private mutating func judgePlain(
        _ peaks: KeyPeaks, _ played: borrowing PlayedSound, into events: inout [DTMFDetector.Event]
    ) {
        let pair = bank.measure(peaks)
        if criteria.admit(pair, of: energy), line.isOnset(pair.energy) {
            agree(on: peaks.digit, pair, played, into: &events)
        } else {
            run = nil
        }
    }

    /// The two tones may lie under something else, such as the echo of a prompt: 40 ms of them are looked at.
    private mutating func judgeCovered(
        _ peaks: KeyPeaks, _ played: borrowing PlayedSound, into events: inout [DTMFDetector.Event]
    ) {
        streak.follow(peaks.place)
        guard streak.count >= Self.patience, streak.place == peaks.place, peaks.energy > criteria.coveredShare * bank.energy,
            peaks.energy < 2 * energy, line.isOnset(peaks.energy)
        else { return }
        let digit = peaks.digit
        guard press?.digit != digit, ownEcho?.digit != digit else { return }
        let look = look(at: digit, hops: Self.lookHops)
        guard criteria.isFit(look, digit), criteria.doubt(look, digit) < (line.isCutting ? criteria.cutDoubt : criteria.coveredDoubt)
        else { return }
        let measure = KeyMeasure(look, hops: Self.lookHops)
        let onset = position - MediaTime(samples: Int64(bank.length(of: look, row: digit.row, column: digit.column) * ToneBank.hop))
        guard !isEcho(digit, measure, since: onset, played, into: &events) else { return }
        lift(into: &events)
        press = Press(digit: digit, onset: onset, lastSeen: position, measure: measure, isCovered: true)
        watch?.accept(digit)
        events.append(.down(digit, onset: onset))
    }

    /// A key's two tones over the last hops.
    private func look(at digit: DTMFDigit, hops: Int) -> LongLook {
        var whole = max(0, energy - bank.energy) * Float(hops) / 3
        for age in 0..<hops { whole += bank.pastEnergy(age) }
        return bank.look(row: digit.row, column: digit.column, hops: hops, energy: whole)
    }

    /// What the window shows of the key that is down: it stays down as long as it is most of the sound, or about as loud as it was.
    private mutating func hold(_ peaks: KeyPeaks, isPlain: Bool, into events: inout [DTMFDetector.Event]) {
        guard let held = press, held.digit == peaks.digit else { return miss(into: &events) }
        let isLoud =
            peaks.low.power > criteria.holdingLevel * held.measure.lowPower
            && peaks.high.power > criteria.holdingLevel * held.measure.highPower
        guard isPlain || isLoud else { return miss(into: &events) }
        press?.lastSeen = position
        press?.missing = 0
    }

    /// The window does not show the key that is down.
    private mutating func miss(into events: inout [DTMFDetector.Event]) {
        guard var held = press else { return }
        held.missing += 1
        press = held
        if held.missing >= (held.isCovered ? criteria.coveredAbsence : criteria.absence) { lift(into: &events) }
    }

    private mutating func lift(into events: inout [DTMFDetector.Event]) {
        guard let held = press else { return }
        // The last window that showed the key was half full at least, and the next less: on average it ended a hop before.
        let end = max(held.onset, held.lastSeen - MediaTime(samples: Int64(ToneBank.hop)))
        events.append(.up(held.digit, onset: held.onset, end: end))
        events.append(.measured(held.measure.evidence(held.digit, onset: held.onset, end: end)))
        press = nil
    }

    /// The window shows `digit` by all criteria.
    private mutating func agree(
        on digit: DTMFDigit, _ pair: TonePair, _ played: borrowing PlayedSound, into events: inout [DTMFDetector.Event]
    ) {
        guard var current = run, current.digit == digit else {
            run = KeyRun(digit, pair, bank, energy: energy, at: position)
            return
        }
        current.follow(pair, bank, energy: energy)
        run = current
        guard press?.digit != digit else {
            press?.measure.add(pair, energy: bank.energy)
            return
        }
        guard criteria.confirm(current), isTrusted(current) else { return }
        guard !isEcho(digit, current.measure, since: current.onset, played, into: &events) else { return }
        lift(into: &events)
        press = Press(digit: digit, onset: current.onset, lastSeen: position, measure: current.measure)
        watch?.accept(digit)
        events.append(.down(digit, onset: current.onset))
    }

    /// Whether the whole tone so far is a key's; where what is low is cut off, less speaks against a voice, and more is asked.
    private mutating func isTrusted(_ current: KeyRun) -> Bool {
        let look = look(at: current.digit, hops: min(current.windows + 2, Self.lookHops))
        let doubt = line.isCutting ? criteria.doubt(look, current.digit) : criteria.impurity(look)
        let limit = line.isCutting ? criteria.cutDoubt : criteria.plainDoubt
        if explains, doubt >= limit { watch?.note(doubt: doubt / limit) }
        return doubt < limit
    }

    /// Whether a key that is about to be heard is one that we have played; asked once.
    private mutating func isEcho(
        _ digit: DTMFDigit, _ measure: KeyMeasure, since onset: MediaTime, _ played: borrowing PlayedSound,
        into events: inout [DTMFDetector.Event]
    ) -> Bool {
        guard ownEcho?.digit != digit else { return true }
        guard let excess = played.echo(of: measure, digit, from: onset, to: position) else { return false }
        ownEcho = OwnEcho(digit: digit, lastSeen: position)
        if explains { watch?.refuseEcho(digit, onset: onset, at: position, excess: excess, into: &events) }
        return true
    }

    /// An echo lasts as long as its key is seen, give or take 20 ms.
    private mutating func followEcho(_ digit: DTMFDigit?) {
        guard let echo = ownEcho else { return }
        if echo.digit == digit {
            ownEcho?.lastSeen = position
        } else if position - echo.lastSeen > .milliseconds(20) {
            ownEcho = nil
        }
    }
}
