public import Audio

/// Finds out when the caller begins to speak and when they have finished, frame by frame.
///
/// One lives as long as the call: it knows the noise of the line and the caller's pace from one question to the next. It is told to
/// ``listen(at:timers:bargeIn:)`` for each answer and hears every frame in between as well, cheaply. It reads no clock and allocates
/// nothing for a frame. What it says is an ``Event``; ``docs/endpointing.md`` has the table of its states.
public struct Endpointer: Sendable {
    private enum State: Sendable {
        /// Nobody asks.
        case resting
        /// No voice yet, or not enough for an onset.
        case waiting
        /// There was an onset.
        case suspected
        /// It is speech.
        case confirmed
        /// It is speech that began too long ago.
        case tooSoon
    }

    /// A voice of this chance is one, however short [0 to 1].
    private static let sure: Float = 0.9

    /// How this caller pauses; kept for the whole call.
    public private(set) var pace: CallerPace

    private var detector: VoiceDetector
    private var past = PastSound()
    private var timers = EndpointerTimers()
    private var state = State.resting
    private var run: VoiceRun?
    private var allowsBargeIn = true
    /// Since when it has been loud, but for holes such as are between a breath and a word, and until when.
    private var loud: (since: MediaTime, until: MediaTime)?
    /// Speech that was too long is no answer to the next question either, until it pauses, or until then.
    private var overdue: MediaTime?
    private var audibility: Audibility
    /// The signal-to-noise ratio of the last utterance that was confirmed.
    private var lastRatio: Decibels?

    /// Begins at rest.
    public init(detector: VoiceDetector = VoiceDetector(), pace: CallerPace = CallerPace(), at now: MediaTime = .zero) {
        self.detector = detector
        self.pace = pace
        audibility = Audibility(since: now)
    }

    /// Listens for an answer from now on; without barge-in nothing is an onset as long as the prompt sounds.
    public mutating func listen(at now: MediaTime, timers: EndpointerTimers = EndpointerTimers(), bargeIn: Bool = true) {
        self.timers = timers
        allowsBargeIn = bargeIn
        state = .waiting
        audibility = Audibility(since: now)
    }

    /// Says nothing any more until it is told to listen again.
    public mutating func rest() {
        state = .resting
        run = nil
    }

    /// Whether an answer is listened for.
    public var isListening: Bool {
        if case .resting = state { false } else { true }
    }

    /// Whether there was an onset that has neither been taken back nor ended.
    public var isHearingSpeech: Bool {
        switch state {
        case .suspected, .confirmed: true
        case .resting, .waiting, .tooSoon: false
        }
    }

    /// Whether anything but exact zeros has come since it was told to listen: without it a caller who "says nothing" is not heard.
    public var hasAudio: Bool { audibility.hasAudio }

    /// A frame of the last 800 ms, 0 being the latest; silence beyond.
    public func pastFrame(_ age: Int) -> AudioFrame { past.frame(age) }

    /// By how much the present voice, else that of the last utterance, is louder than the line [dB].
    public var signalToNoise: Decibels? {
        if isHearingSpeech, let run { detector.signalToNoise(ofVoice: run.meanEnergy) } else { lastRatio }
    }

    /// The level of the line without speech [dBm0].
    public var noiseLevel: Decibels? { detector.noiseLevel }

    /// Hears the frame that ends at `now`.
    public mutating func handle(
        _ frame: borrowing AudioFrame, _ surroundings: Surroundings = Surroundings(), at now: MediaTime
    ) -> Event? {
        let judgement = detector.hear(frame, after: past, surroundings, isListening: isListening)
        return handle(frame, judgement, surroundings, at: now)
    }

    /// Hears a frame of which is known how likely it is speech.
    mutating func handle(
        _ frame: borrowing AudioFrame, _ judgement: VoiceDetector.Judgement, _ surroundings: Surroundings, at now: MediaTime
    ) -> Event? {
        past.keep(frame)
        if let end = overdue, now >= end || now - .frame - (loud?.until ?? .zero) >= timers.complete { overdue = nil }
        if judgement.isLoud { addLoudness(at: now) }
        guard isListening else { return nil }
        if isVoice(judgement), overdue == nil { addVoice(judgement.chance, at: now) } else { forgetBlip(at: now) }
        if audibility.isDead(after: frame, surroundings.arrival, at: now, limit: timers.noAudio) { return .noAudio }
        return move(surroundings, at: now)
    }

    /// What has begun to be speech is so for less.
    private func isVoice(_ judgement: VoiceDetector.Judgement) -> Bool {
        judgement.isLoud && judgement.chance >= (isHearingSpeech ? 0.35 : 0.5)
    }

    private mutating func addLoudness(at now: MediaTime) {
        let since = loud.flatMap { now - $0.until <= timers.hole ? $0.since : nil } ?? now - .frame
        loud = (since, now)
    }

    private mutating func addVoice(_ chance: Float, at now: MediaTime) {
        // What was loud just before the voice was sure is a breath, or its first consonant.
        let began = max(loud?.since ?? now - .frame, now - .frame - timers.lead)
        var run = run ?? VoiceRun(began: began, at: now)
        let gap = run.add(detector.energy, chance: chance, at: now)
        if case .confirmed = state { pace.add(gap) }
        self.run = run
    }

    /// Voice that was too short for an onset is forgotten.
    private mutating func forgetBlip(at now: MediaTime) {
        guard case .waiting = state, let run, now - run.lastVoice >= timers.onset + timers.onset else { return }
        self.run = nil
    }

    private mutating func move(_ surroundings: Surroundings, at now: MediaTime) -> Event? {
        guard let run else { return nil }
        switch state {
        case .resting: return nil
        case .waiting: return begin(run, surroundings, at: now)
        case .suspected: return confirm(run, surroundings, at: now)
        case .confirmed: return end(run, surroundings.progress, at: now)
        case .tooSoon: return endLate(run, at: now)
        }
    }

    private mutating func begin(_ run: VoiceRun, _ surroundings: Surroundings, at now: MediaTime) -> Event? {
        guard run.voiced >= timers.onset, allowsBargeIn || !surroundings.isPrompted else { return nil }
        func frames(since time: MediaTime) -> Int { Int((now - time).samples / MediaTime.frame.samples) }
        // In noise what led to the voice may be longer ago than what is kept; the voice itself is not.
        guard frames(since: run.first) <= past.count else {
            state = .tooSoon
            return nil
        }
        state = .suspected
        let lead = frames(since: run.began) + Int(timers.lead.samples / MediaTime.frame.samples)
        return .onset(began: run.began, lead: max(0, min(lead, past.count) - 1))
    }

    private mutating func confirm(_ run: VoiceRun, _ surroundings: Surroundings, at now: MediaTime) -> Event? {
        let isOver = now - run.lastVoice >= timers.retract
        let hasWords = surroundings.progress.map { $0 != .outside } ?? false
        // Of a short word in noise hardly more is loud than an onset has.
        let isSure = isOver && run.surest >= Self.sure
        if isSure || run.voiced >= (isOver || hasWords ? timers.confirmShort : timers.confirm) {
            state = .confirmed
            return .confirmed
        }
        guard isOver else { return nil }
        state = .waiting
        self.run = nil
        return .retracted
    }

    private mutating func end(_ run: VoiceRun, _ progress: WordGraph.Progress?, at now: MediaTime) -> Event? {
        if now - run.began >= timers.maxSpeech {
            overdue = now + timers.maxSpeech
            return finish(run, .tooLong)
        }
        guard now - run.lastVoice >= timers.silence(after: progress, pace: pace) else { return nil }
        return finish(run, progress == .complete || progress == .mayEnd ? .complete : .incomplete)
    }

    private mutating func endLate(_ run: VoiceRun, at now: MediaTime) -> Event? {
        guard now - run.lastVoice >= timers.complete || now - run.began >= timers.maxSpeech else { return nil }
        return finish(run, .tooSoon)
    }

    private mutating func finish(_ run: VoiceRun, _ reason: Ending.Reason) -> Event {
        let ratio = detector.signalToNoise(ofVoice: run.meanEnergy)
        lastRatio = ratio
        rest()
        return .ended(Ending(reason: reason, began: run.began, fell: run.lastVoice, signalToNoise: ratio))
    }
}
