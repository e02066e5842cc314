import Audio
import Foundation

/// Follows everything that resembles a key and says, when it is over, why it was none.
///
/// It has no part in the decision, so that a detector that does not explain does without it.
struct RefusalWatch: Sendable {
    /// The share of all sound with which two tones resemble a key.
    private static let resemblance: Float = 0.3
    /// So many windows are the least that is worth a word: 15 ms of tone.
    private static let fewest: Float = 4

    /// Windows in a row that resemble one key.
    private struct Candidate: Sendable {
        let digit: DTMFDigit
        let onset: MediaTime
        var windows: Float = 0
        var measure = KeyMeasure()
        var low: ToneTrack
        var high: ToneTrack
        /// The sums of the strongest rivals of each tone [squared magnitude].
        var lowRivals: Float = 0
        var highRivals: Float = 0
        /// The sum of squares of all hops, and of the loudest one.
        var energy: Float = 0
        var loudest: Float = 0
        var isSettled = false
        /// The least sum of doubts that was too much, in its limit; nothing if it never came to that.
        var doubt: Float?

        init(_ digit: DTMFDigit, _ pair: TonePair, at now: MediaTime) {
            self.digit = digit
            onset = now - MediaTime(samples: Int64(ToneBank.window))
            (low, high) = (ToneTrack(pair.low), ToneTrack(pair.high))
        }

        mutating func follow(_ pair: TonePair, energy: Float, _ bank: borrowing ToneBank) {
            // At the edges the window is half empty: that is no unsteadiness of the tone's.
            if bank.energy > loudest * 2.4 {
                low.follow(pair.low)
                high.follow(pair.high)
            }
            windows += 1
            measure.add(pair, energy: energy)
            lowRivals += pair.low.rival
            highRivals += pair.high.rival
            self.energy += bank.energies[3]
            loudest = max(loudest, bank.energy / 3)
        }
    }

    private let criteria: DTMFCriteria
    private var candidate: Candidate?

    init(_ criteria: DTMFCriteria) {
        self.criteria = criteria
    }

    /// Looks at a window.
    mutating func look(_ bank: borrowing ToneBank, energy: Float, at now: MediaTime, into events: inout [DTMFDetector.Event]) {
        let pair = TonePair(bank, KeyPeaks(bank))
        guard !bank.isQuiet, pair.energy > Self.resemblance * energy,
            let digit = DTMFDigit(row: pair.low.index, column: pair.high.index)
        else { return rest(at: now, into: &events) }
        if candidate?.digit != digit { rest(at: now, into: &events) }
        var current = candidate ?? Candidate(digit, pair, at: now)
        current.follow(pair, energy: energy, bank)
        candidate = current
    }

    /// All limits were kept, and yet the doubts together were too many: so many times what is allowed.
    mutating func note(doubt: Float) {
        guard let least = candidate?.doubt, least < doubt else {
            candidate?.doubt = doubt
            return
        }
    }

    /// The key was heard.
    mutating func accept(_ digit: DTMFDigit) {
        if candidate?.digit == digit { candidate?.isSettled = true }
    }

    /// The key was not heard because we have played it ourselves, so much louder [power ratio].
    mutating func refuseEcho(
        _ digit: DTMFDigit, onset: MediaTime, at now: MediaTime, excess: Float, into events: inout [DTMFDetector.Event]
    ) {
        accept(digit)
        events.append(
            .refused(
                KeyRefusal(
                    digit: digit, onset: onset, end: now, reason: .ownEcho, value: 10 * log10(Double(max(excess, 1e-9))), limit: -3)))
    }

    /// Nothing resembles a key any more.
    mutating func rest(at now: MediaTime, into events: inout [DTMFDetector.Event]) {
        guard let over = candidate else { return }
        candidate = nil
        guard !over.isSettled, over.windows >= Self.fewest else { return }
        let end = max(over.onset, now - MediaTime(samples: Int64(2 * ToneBank.hop)))
        let verdict = verdict(on: over, over.measure.evidence(over.digit, onset: over.onset, end: end))
        events.append(
            .refused(
                KeyRefusal(
                    digit: over.digit, onset: over.onset, end: end, reason: verdict.reason, value: verdict.value, limit: verdict.limit)))
    }

    private struct Verdict {
        let reason: KeyRefusal.Reason
        let value: Double
        let limit: Double
    }

    /// The first limit that is passed, in an order that says the most: what a sender can put right comes first.
    private func verdict(on over: Candidate, _ evidence: KeyEvidence) -> Verdict {
        let softest = min(evidence.lowLevel, evidence.highLevel)
        if softest < criteria.softestTone.level {
            return Verdict(reason: .tooSoft, value: softest.value, limit: criteria.softestTone.level.value)
        }
        let error = abs(evidence.lowError) > abs(evidence.highError) ? evidence.lowError : evidence.highError
        let limit = Double(criteria.detuning) * 100
        if abs(error) > limit { return Verdict(reason: .offFrequency, value: error, limit: error < 0 ? -limit : limit) }
        let twist = evidence.twist.value
        let louder = 10 * log10(Double(criteria.mostTwist))
        let softer = 10 * log10(Double(criteria.leastTwist))
        if twist > louder { return Verdict(reason: .twist, value: twist, limit: louder) }
        if twist < softer { return Verdict(reason: .twist, value: twist, limit: softer) }
        return impurity(of: over, evidence)
    }

    private func impurity(of over: Candidate, _ evidence: KeyEvidence) -> Verdict {
        let rivals = max(
            over.lowRivals / max(over.measure.lowPower * over.windows, 1), over.highRivals / max(over.measure.highPower * over.windows, 1))
        let rival = 10 * log10(Double(max(rivals, 1e-9)))
        let rivalLimit = 10 * log10(Double(criteria.rival))
        if rival > rivalLimit { return Verdict(reason: .thirdTone, value: rival, limit: rivalLimit) }
        let noiseLimit = 10 * log10(Double(criteria.share / (1 - criteria.share)))
        if evidence.signalToNoise.value < noiseLimit {
            return Verdict(reason: .noise, value: evidence.signalToNoise.value, limit: noiseLimit)
        }
        let length = Double(over.energy / max(over.loudest, 1)) * 5
        let shortest = Double(criteria.shortestTone) / 8
        if length < shortest { return Verdict(reason: .tooShort, value: length, limit: shortest) }
        return inconstancy(of: over)
    }

    private func inconstancy(of over: Candidate) -> Verdict {
        let drift = Double(max(over.low.drift, over.high.drift))
        if drift > Double(criteria.drift) { return Verdict(reason: .wandering, value: drift, limit: Double(criteria.drift)) }
        let fall = 10 * log10(Double(max(over.low.fall, over.high.fall)))
        let limit = -10 * log10(Double(criteria.steadiness))
        if fall > limit { return Verdict(reason: .unsteady, value: fall, limit: limit) }
        return Verdict(reason: .doubtful, value: Double(over.doubt ?? 1), limit: 1)
    }
}
