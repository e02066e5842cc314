public import Recognition

/// What the same input accepts by voice; carried to the engine for the recogniser.
public struct SpeechRequest: Hashable, Sendable {
    /// What is listened for.
    public enum Content: Hashable, Sendable {
        /// A grammar that every language has; the outcome is `said`.
        case builtIn(BuiltInGrammar)
        /// A grammar file beside the flow; the outcome is `said`.
        case file(String)
        /// Phrases of the flow; the outcome is `said`.
        case phrases(Grammar)
        /// The phrases of options by their places in `KeyPattern.options`; the outcome is `option`.
        case options([Int: Grammar])
        /// Anything, as a server writes it down; the outcome is `said`.
        case dictation
        /// Nothing but what can be said everywhere; speech that is none of it is not meant for us.
        case commands
    }

    /// What is listened for.
    public var content: Content
    /// In which language.
    public var language: LanguageTag
    /// What can be said at every question of the flow.
    public var commands: [CommandName: Grammar]

    /// A request to listen.
    public init(_ content: Content, language: LanguageTag, commands: [CommandName: Grammar] = [:]) {
        self.content = content
        self.language = language
        self.commands = commands
    }
}
