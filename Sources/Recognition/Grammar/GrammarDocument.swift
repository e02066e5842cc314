/// A grammar with rules of its own: what a JSGF or SRGS file holds.
public struct GrammarDocument: Hashable, Sendable {
    /// What several tags along one utterance mean together.
    public enum TagMeaning: Hashable, Sendable {
        /// All of them, with blanks between (JSGF 1.0, 4.7).
        case all
        /// The last one (Semantic Interpretation for Speech Recognition 1.0, 3.1: string literals).
        case last
    }

    /// What can be said.
    public var root: Grammar.Pattern
    /// The patterns that references name; names that are not here mean the grammars that every language has.
    public var rules: [String: Grammar.Pattern]
    /// What several tags mean.
    public var tags: TagMeaning

    /// A document of its parts.
    public init(root: Grammar.Pattern, rules: [String: Grammar.Pattern] = [:], tags: TagMeaning = .all) {
        self.root = root
        self.rules = rules
        self.tags = tags
    }

    /// The phrases of a flow.
    public init(_ grammar: Grammar) {
        self.init(root: grammar.pattern)
    }

    /// The phrases of several options; the number of the option that was said is the value.
    public init(options: [Int: Grammar]) {
        let branches = options.sorted { $0.key < $1.key }.map { Grammar.Pattern.sequence([$0.value.pattern, .tag(String($0.key))]) }
        self.init(root: .alternatives(branches), tags: .last)
    }

    /// A grammar that every language has.
    public init(_ type: SpokenType) {
        self.init(root: .reference(type.description))
    }

    /// Some words or names, any one of which can be said: the lines of a bus company, the towns of a region.
    public init(anyOf phrases: [String]) throws(GrammarError) {
        var patterns: [Grammar.Pattern] = []
        for phrase in phrases { patterns.append(try Grammar.parse(phrase).pattern) }
        self.init(root: .alternatives(patterns))
    }
}
