public import Audio
public import IVR

/// Collects one answer from keys and speech: one attempt, from the first frame of its prompt to an outcome.
///
/// Attempts are counted and reprompts chosen by `FlowMachine`; here are the timers, barge-in, type-ahead and matching of a single one, as
/// in the tables of docs/gather-timers.md for keys and docs/barge-in.md for speech. Keys of a tick come before speech, and both before its
/// deadlines: a key in the very tick of a deadline is in time.
public struct InputCollector: Sendable {
    /// What the collector is told.
    public enum Input: Hashable, Sendable {
        /// The attempt begins.
        case begin
        /// A key went down.
        case key(DTMFDigit)
        /// The caller's voice was heard, or what it said is known.
        case voice(VoiceInput)
        /// The last frame of the prompt was sent.
        case promptEnded
        /// Time has passed.
        case tick
    }

    /// What the collector says.
    public enum Output: Hashable, Sendable {
        /// The prompt ends here.
        case stopPrompt(CallEvent.StopReason)
        /// The caller probably speaks: the prompt is softer from here on.
        case duckPrompt
        /// They did not: it becomes as loud as before.
        case raisePrompt
        /// The question is asked once more, worded for the keypad.
        case playKeypadPrompt
        /// The first-digit timer runs.
        case listening
        /// A key became part of the answer.
        case key(DTMFDigit)
        /// A key waits until the prompt is over, or for the next input.
        case kept
        /// A key counts for nothing.
        case ignored(CallEvent.IgnoredKeyReason)
        /// What is being said ends here; what it was is wanted.
        case endSpeech
        /// Nobody wants what is being said, or was said last.
        case dropSpeech(CallEvent.DroppedSpeech)
        /// The caller may say something more.
        case listenAgain
        /// The answer is pressed: what is said from here on counts for nothing.
        case stopListening
        /// Nobody can listen, for the reason given.
        case keysAlone(String)
        /// The attempt is over; nothing follows.
        case ended(Outcome)
    }

    /// How an attempt ended.
    public enum Outcome: Hashable, Sendable {
        /// An option, by its place in the pattern.
        case option(Int, keys: String)
        /// Digits, without the terminator.
        case digits(String)
        /// What was said, the likeliest first.
        case heard([SpokenAnswer])
        /// What was said is no answer.
        case unheard(SpeechTrouble)
        /// Nothing was pressed or said in time.
        case noInput
        /// What was pressed is no answer.
        case noMatch(String)
        /// A command of the flow.
        case command(Character)
    }

    enum Phase {
        case prompting, listening, entering, full, ended
    }

    let rules: InputRules
    private let hasPrompt: Bool
    var phase = Phase.prompting
    var entered = ""
    /// How sure the part of the answer is that was said; nil when all of it was pressed.
    var sureness: Double?
    var deadline: MediaTime?
    var totalDeadline: MediaTime?
    /// What is left of the first-digit or inter-digit time while the caller speaks.
    var held: MediaTime?
    /// Whether it was said that the first-digit timer runs.
    var hasListened = false
    var voice: Voice
    var isDucked = false
    /// Whether what was said last began while the prompt sounded.
    var beganInPrompt = false
    /// Keys typed ahead that no input has taken yet; the next attempt begins with what is left.
    public internal(set) var waiting: KeyBuffer
    /// The terminator that is still expected after a full entry.
    public internal(set) var lateTerminator: LateTerminator?

    /// An attempt that has not begun; it inherits what the one before left.
    public init(rules: InputRules, hasPrompt: Bool, waiting: KeyBuffer = KeyBuffer(), lateTerminator: LateTerminator? = nil) {
        self.rules = rules
        self.hasPrompt = hasPrompt
        self.waiting = waiting
        self.lateTerminator = lateTerminator
        voice = rules.speech == nil ? .unheard : .silent
    }

    /// Whether speech counts.
    public var takesSpeech: Bool { voice != .unheard }

    /// Whether the prompt has not been heard to its end.
    var isPrompting: Bool { phase == .prompting }

    /// The moment at which, without another key or word, something happens. While the caller speaks there is none.
    public var nextDeadline: MediaTime? {
        if let answer = voice.answerDeadline { return answer }
        guard !voice.isHeard else { return nil }
        guard let deadline, let totalDeadline else { return deadline ?? totalDeadline }
        return min(deadline, totalDeadline)
    }

    /// Lets the timers stand still for some time: the caller is on hold, hears no prompt and can press no key.
    public mutating func postpone(by time: MediaTime) {
        deadline = deadline.map { $0 + time }
        totalDeadline = totalDeadline.map { $0 + time }
    }

    /// Takes one input; the outputs come in the order in which they happened.
    public mutating func handle(_ input: Input, at now: MediaTime, into outputs: inout [Output]) {
        switch (input, phase) {
        case (_, .ended): break
        case (.begin, _): begin(at: now, into: &outputs)
        case (.key(let key), _): press(key, at: now, into: &outputs)
        case (.voice(let voice), _): hear(voice, at: now, into: &outputs)
        case (.promptEnded, .prompting): listen(at: now, into: &outputs)
        case (.promptEnded, _): break
        case (.tick, _):
            if let next = nextDeadline, now >= next { expire(at: now, into: &outputs) }
        }
    }
}

extension InputCollector {
    private mutating func begin(at now: MediaTime, into outputs: inout [Output]) {
        if rules.typeAhead == .flush { waiting.removeAll() }
        if !hasPrompt {
            listen(at: now, into: &outputs)
        } else if rules.bargeIn.byKeys, !waiting.isEmpty {
            outputs.append(.stopPrompt(.typeAhead))
            listen(at: now, into: &outputs)
        }
    }

    /// The prompt is over: first come the keys that were typed ahead, then the timer.
    private mutating func listen(at now: MediaTime, into outputs: inout [Output]) {
        phase = .listening
        isDucked = false
        while phase != .ended, let key = waiting.popFirst() { press(key, at: now, into: &outputs) }
        guard phase == .listening else { return }
        held = rules.timers.firstDigit
        restartTotal(at: now)
        if !voice.isHeard { resume(at: now, into: &outputs) }
    }

    /// The first-digit or the inter-digit time runs on.
    mutating func resume(at now: MediaTime, into outputs: inout [Output]) {
        guard let left = held.take() else { return }
        deadline = now + left
        guard phase == .listening, !hasListened else { return }
        hasListened = true
        outputs.append(.listening)
    }

    mutating func press(_ key: DTMFDigit, at now: MediaTime, into outputs: inout [Output]) {
        if let late = lateTerminator {
            lateTerminator = nil
            guard key != late.key || now > late.until else { return outputs.append(.ignored(.lateTerminator)) }
        }
        if isPartOfSpokenNumber(key) { return wait(with: key, at: now, into: &outputs) }
        switch phase {
        case .prompting where rules.bargeIn.byKeys:
            outputs.append(.key(key))
            outputs.append(.stopPrompt(.bargeIn))
            take(key, at: now, into: &outputs)
        case .prompting where rules.typeAhead == .flush:
            outputs.append(.ignored(.promptProtected))
        case .prompting:
            keep(key, into: &outputs)
        case .full where key.character != rules.keys.terminator:
            // The key after a full entry belongs to the next question.
            keep(key, into: &outputs)
            endEntry(at: now, into: &outputs)
        case .full:
            outputs.append(.key(key))
            endEntry(at: now, into: &outputs)
        case .listening, .entering:
            outputs.append(.key(key))
            take(key, at: now, into: &outputs)
        case .ended: break
        }
    }

    mutating func keep(_ key: DTMFDigit, into outputs: inout [Output]) {
        outputs.append(waiting.append(key) ? .kept : .ignored(.tooMany))
    }

    private mutating func take(_ key: DTMFDigit, at now: MediaTime, into outputs: inout [Output]) {
        let character = key.character
        dropSpeech(into: &outputs)
        switch rules.keys.match(character, after: entered, commands: rules.commands) {
        case .partial: enter(character, phase: .entering, timer: rules.timers.interDigit, at: now, into: &outputs)
        case .complete where rules.keys.terminator != nil && rules.timers.terminator > .zero:
            enter(character, phase: .full, timer: rules.timers.terminator, at: now, into: &outputs)
        case .complete:
            entered.append(character)
            endFull(at: now, into: &outputs)
        case .terminator: endEntry(at: now, into: &outputs)
        case .command: end(.command(character), at: now, into: &outputs)
        case .none: end(.noMatch(entered + String(character)), at: now, into: &outputs)
        }
    }

    private mutating func enter(
        _ character: Character, phase next: Phase, timer: MediaTime, at now: MediaTime, into outputs: inout [Output]
    ) {
        entered.append(character)
        phase = next
        (held, isDucked) = (nil, false)
        listenOn(into: &outputs)
        deadline = now + timer
        if totalDeadline == nil { restartTotal(at: now) }
    }

    /// The time for the whole answer begins.
    mutating func restartTotal(at now: MediaTime) { totalDeadline = rules.timers.total.map { now + $0 } }
}
