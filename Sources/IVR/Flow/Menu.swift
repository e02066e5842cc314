public import Diagnostics
public import Recognition

/// Plays prompts.
public struct Play: Sendable {
    /// What is played.
    public var prompt: [PromptItem]
    /// Whether a key ends it; the key is kept for the next input.
    public var bargeIn: Bool
    /// What happens to keys pressed before and during it.
    public var typeAhead: TypeAhead
    /// Where the flow goes on.
    public var next: Located<Target>
}

/// Asks for one of several options, by keys or by speech.
public struct Menu: Sendable {
    /// The question.
    public var question: Question
    /// The options, in the order of writing.
    public var options: [MenuOption]
    /// The key that ends an option which another one continues.
    public var terminator: Character?
}

/// One option of a menu.
public struct MenuOption: Sendable {
    /// The keys to press, one or several; none when it can only be said.
    public var keys: Located<String>?
    /// What can be said; none when it has only keys.
    public var say: SpokenPhrases?
    /// Says what was understood when that is doubtful; the option's keys are said when it is empty.
    public var confirm: [PromptItem] = []
    /// Where it leads.
    public var next: Located<Target>
}

/// What can be said at one place, in each language.
public struct SpokenPhrases: Sendable {
    /// The phrases for any language that has none of its own, as they are written.
    public var any: [Located<Grammar>] = []
    /// The phrases of single languages.
    public var byLanguage: [LanguageTag: [Located<Grammar>]] = [:]

    /// The phrases for a language, as they are written.
    func pieces(for language: LanguageTag) -> [Located<Grammar>] { byLanguage[language] ?? any }

    /// The phrases for a language, all in one.
    public func grammar(for language: LanguageTag) -> Grammar? { Grammar.any(of: pieces(for: language).map(\.value)) }
}
