public import Diagnostics

/// Asks for digits or speech and keeps the answer in a variable.
public struct Gather: Sendable {
    /// The question; an answer that is not confirmed counts as its no-match.
    public var question: Question
    /// Which digits are an answer; none when it can only be said.
    public var digits: DigitRules?
    /// What can be said; none when there are only digits.
    public var speech: SpeechInput?
    /// The variable that takes the answer.
    public var into: Located<VariableName>
    /// Whether and how the answer is read back.
    public var confirm: Confirmation
    /// Whether the answer is never printed, logged, or recorded in clear: by this step or by its variable's declaration.
    public var isSensitive: Bool
    /// Where the flow goes with the answer.
    public var next: Located<Target>
}

/// Which digits are an answer.
public struct DigitRules: Hashable, Sendable {
    /// The fewest digits.
    public var min: Int
    /// The most digits; with the last one the answer is complete.
    public var max: Int
    /// The key that ends the answer earlier.
    public var terminator: Character?
}

/// What can be said for an answer.
public enum SpeechInput: Sendable {
    /// A grammar that every language has.
    case builtIn(BuiltInGrammar)
    /// A grammar file, or a list of words, beside the flow.
    case file(LanguageFiles)
    /// Phrases written in the flow; the answer is the phrase that was said.
    case phrases(SpokenPhrases)
    /// Anything: a server writes it down, and the answer is the text.
    case dictation
}

/// The grammars that every language has.
public enum BuiltInGrammar: String, Hashable, Sendable, CaseIterable {
    /// Digits said one by one.
    case digits
    /// A number.
    case number
    /// Yes or no.
    case boolean
    /// A date.
    case date
    /// A time of day.
    case time
    /// An amount of money.
    case money
    /// A telephone number: digits, also said as `double five`.
    case phone
}

/// How an answer is read back: what was understood, then whether that is right.
public struct Confirmation: Sendable {
    /// When an answer is read back.
    public enum Occasion: String, Hashable, Sendable, CaseIterable {
        /// Every answer, pressed or said.
        case always = "true"
        /// A spoken answer of which we are not sure.
        case unsure
        /// None: what is not sure enough is no answer.
        case never = "false"
    }

    /// When it is.
    public var occasion: Occasion = .unsure
    /// What is played instead of the built-in question; it can say the answer through the gather's variable.
    public var prompt: [PromptItem]?
    /// The key that says yes.
    public var yes: Character = "1"
    /// The key that says no.
    public var no: Character = "2"
}

/// Records what the caller says.
public struct Record: Sendable {
    /// What is played before.
    public var prompt: [PromptItem]
    /// The variable that takes the recording's name; one that is not declared is declared by this.
    public var into: Located<VariableName>
    /// How long it may become.
    public var max: Duration
    /// The silence that ends it.
    public var silence: Duration
    /// Below this it counts as too short.
    public var min: Duration
    /// The key that ends it.
    public var terminator: Character?
    /// Whether a tone says that it has begun.
    public var beep: Bool
    /// Where the flow goes with the recording.
    public var next: Located<Target>
    /// When there is less than `min` of it.
    public var tooShort: Located<Target>
    /// When it cannot be written.
    public var failed: Located<Target>
}
