public import Audio
import IVR

/// Collects one answer from the keypad: one attempt, from the first frame of its prompt to an outcome.
///
/// Attempts are counted and reprompts chosen by `FlowMachine`; here are the timers, barge-in, type-ahead and matching of a single one, as
/// in the table of docs/gather-timers.md. Keys of a tick come before its deadlines: a key in the very tick of a deadline is in time.
public struct InputCollector: Sendable {
    /// What the collector is told.
    public enum Input: Hashable, Sendable {
        /// The attempt begins.
        case begin
        /// A key went down.
        case key(DTMFDigit)
        /// The last frame of the prompt was sent.
        case promptEnded
        /// Time has passed.
        case tick
    }

    /// What the collector says.
    public enum Output: Hashable, Sendable {
        /// The prompt ends here.
        case stopPrompt(CallEvent.StopReason)
        /// The first-digit timer runs.
        case listening
        /// A key became part of the answer.
        case key(DTMFDigit)
        /// A key waits until the prompt is over, or for the next input.
        case kept
        /// A key counts for nothing.
        case ignored(CallEvent.IgnoredKeyReason)
        /// The attempt is over; nothing follows.
        case ended(Outcome)
    }

    /// How an attempt ended.
    public enum Outcome: Hashable, Sendable {
        /// An option, by its place in the pattern.
        case option(Int, keys: String)
        /// Digits, without the terminator.
        case digits(String)
        /// Nothing was pressed in time.
        case noInput
        /// What was pressed is no answer.
        case noMatch(String)
        /// A command of the flow.
        case command(Character)
    }

    private enum Phase {
        case prompting, listening, entering, full, ended
    }

    private let rules: InputRules
    private let hasPrompt: Bool
    private var phase = Phase.prompting
    private var entered = ""
    private var deadline: MediaTime?
    private var totalDeadline: MediaTime?
    /// Keys typed ahead that no input has taken yet; the next attempt begins with what is left.
    public private(set) var waiting: KeyBuffer
    /// The terminator that is still expected after a full entry.
    public private(set) var lateTerminator: LateTerminator?

    /// An attempt that has not begun; it inherits what the one before left.
    public init(rules: InputRules, hasPrompt: Bool, waiting: KeyBuffer = KeyBuffer(), lateTerminator: LateTerminator? = nil) {
        self.rules = rules
        self.hasPrompt = hasPrompt
        self.waiting = waiting
        self.lateTerminator = lateTerminator
    }

    /// The moment at which, without another key, something happens.
    public var nextDeadline: MediaTime? {
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
        } else if rules.bargeIn, !waiting.isEmpty {
            outputs.append(.stopPrompt(.typeAhead))
            listen(at: now, into: &outputs)
        }
    }

    /// The prompt is over: first come the keys that were typed ahead, then the timer.
    private mutating func listen(at now: MediaTime, into outputs: inout [Output]) {
        phase = .listening
        while phase != .ended, let key = waiting.popFirst() { press(key, at: now, into: &outputs) }
        guard phase == .listening else { return }
        outputs.append(.listening)
        deadline = now + rules.timers.firstDigit
        totalDeadline = rules.timers.total.map { now + $0 }
    }

    private mutating func press(_ key: DTMFDigit, at now: MediaTime, into outputs: inout [Output]) {
        if let late = lateTerminator {
            lateTerminator = nil
            guard key != late.key || now > late.until else { return outputs.append(.ignored(.lateTerminator)) }
        }
        switch phase {
        case .prompting where rules.bargeIn:
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
            end(rules.keys.outcome(of: entered) ?? .noMatch(entered), at: now, into: &outputs)
        case .full:
            outputs.append(.key(key))
            end(rules.keys.outcome(of: entered) ?? .noMatch(entered), at: now, into: &outputs)
        case .listening, .entering:
            outputs.append(.key(key))
            take(key, at: now, into: &outputs)
        case .ended: break
        }
    }

    private mutating func keep(_ key: DTMFDigit, into outputs: inout [Output]) {
        outputs.append(waiting.append(key) ? .kept : .ignored(.tooMany))
    }

    private mutating func take(_ key: DTMFDigit, at now: MediaTime, into outputs: inout [Output]) {
        let character = key.character
        switch rules.keys.match(character, after: entered, commands: rules.commands) {
        case .partial: enter(character, phase: .entering, timer: rules.timers.interDigit, at: now)
        case .complete where rules.keys.terminator != nil && rules.timers.terminator > .zero:
            enter(character, phase: .full, timer: rules.timers.terminator, at: now)
        case .complete:
            entered.append(character)
            endFull(at: now, into: &outputs)
        case .terminator: end(rules.keys.outcome(of: entered) ?? .noMatch(entered), at: now, into: &outputs)
        case .command: end(.command(character), at: now, into: &outputs)
        case .none: end(.noMatch(entered + String(character)), at: now, into: &outputs)
        }
    }

    private mutating func enter(_ character: Character, phase next: Phase, timer: MediaTime, at now: MediaTime) {
        entered.append(character)
        phase = next
        deadline = now + timer
        if totalDeadline == nil { totalDeadline = rules.timers.total.map { now + $0 } }
    }

    private mutating func expire(at now: MediaTime, into outputs: inout [Output]) {
        switch phase {
        case .prompting, .ended: break
        case .listening: end(.noInput, at: now, into: &outputs)
        case .entering: end(rules.keys.outcome(of: entered) ?? .noMatch(entered), at: now, into: &outputs)
        case .full: endFull(at: now, into: &outputs)
        }
    }

    /// The entry is full: a terminator that still follows is part of it, whether it was typed ahead or comes late.
    private mutating func endFull(at now: MediaTime, into outputs: inout [Output]) {
        if let terminator = rules.keys.terminator.flatMap(DTMFDigit.init) {
            if waiting.first == terminator {
                _ = waiting.popFirst()
                outputs.append(.ignored(.lateTerminator))
            } else if waiting.isEmpty {
                lateTerminator = LateTerminator(key: terminator, until: now + rules.timers.interDigit)
            }
        }
        end(rules.keys.outcome(of: entered) ?? .noMatch(entered), at: now, into: &outputs)
    }

    private mutating func end(_ outcome: Outcome, at now: MediaTime, into outputs: inout [Output]) {
        phase = .ended
        deadline = nil
        totalDeadline = nil
        switch outcome {
        case .noInput, .noMatch: waiting.removeAll()  // what follows a wrong key was meant for another question
        case .option, .digits, .command: break
        }
        outputs.append(.ended(outcome))
    }
}
