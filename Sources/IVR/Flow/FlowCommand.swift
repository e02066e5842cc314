public import Diagnostics

/// What can be done at every question of a flow where no option and no digit string claims it: by a key, by speech, or by both.
public struct FlowCommand: Sendable {
    /// What it does.
    public enum Action: Hashable, Sendable {
        /// The question is asked again, which counts for nothing.
        case `repeat`
        /// The flow goes on elsewhere.
        case go(Target)
    }

    /// Its name: the key, or a word where it can only be said.
    public var name: CommandName
    /// What can be said for it.
    public var say: SpokenPhrases?
    /// What is played before the question is asked again: help, for example.
    public var prompt: [PromptItem] = []
    /// Says what was understood when that is doubtful.
    public var confirm: [PromptItem] = []
    /// What it does.
    public var action: Action
    /// Where the action is written.
    public var range: SourceRange

    /// The key: `0` to `9`, `*`, `#` or `A` to `D`; none when it can only be said.
    public var key: Character? { name.rawValue.count == 1 ? name.rawValue.first : nil }
    /// Its name in transcripts.
    public var label: String { "\"\(name)\"" }
}
