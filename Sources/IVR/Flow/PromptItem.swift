public import Diagnostics

/// One item of a prompt: a name of the catalogue, or a value said in the caller's language.
public enum PromptItem: Sendable {
    /// A prompt of the catalogue.
    case name(Located<PromptName>)
    /// A value, rendered for the language.
    case value(SpokenValue)
}

/// A value to be said: `{ digits: phone }`, `{ money: fare, currency: CNY }`.
public struct SpokenValue: Sendable {
    /// How a value is said.
    public enum Form: String, Hashable, Sendable, CaseIterable {
        /// Digit by digit.
        case digits
        /// As a number: "one hundred and five".
        case number
        /// As a rank: "third".
        case ordinal
        /// As a date, of a text such as `2026-03-29`.
        case date
        /// As a time of day, of a text such as `18:05`.
        case time
        /// As an amount of money.
        case money
        /// Letter by letter.
        case spell
        /// As a length of time, of a number of seconds.
        case duration
        /// As a list, with "and" before the last.
        case list
    }

    /// How it is said.
    public var form: Form
    /// What is said.
    public var value: FlowExpression
    /// The currency of an amount; that of the language's region when absent.
    public var currency: Currency?
}

/// How often a question is asked, with which words, and where the flow goes when that was of no use.
public struct Retry: Sendable {
    /// How often the question is asked in all.
    public var tries: Int
    /// The prompts of the second, third, ... time, the last one for all that follow; empty for the question itself.
    public var reprompts: [[PromptItem]]
    /// Where the flow goes when all tries are used up.
    public var next: Located<Target>

    /// The prompt for a repetition, counted from 1; none when the question itself is repeated.
    public func reprompt(_ repetition: Int) -> [PromptItem]? {
        guard let last = reprompts.last, repetition >= 1 else { return nil }
        return repetition <= reprompts.count ? reprompts[repetition - 1] : last
    }
}
