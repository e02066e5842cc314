/// A grammar that is ready to be listened for: compiled once, used by every call.
public struct SpeechGrammar: Sendable {
    /// What decides how it is listened for.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Some words and phrases.
        case phrases
        /// Words in a row without a fixed end: digits.
        case loop
    }

    /// What can be said, in the fewest states.
    public let graph: WordGraph
    /// What the decoder searches.
    ///
    /// It knows the sound of a word's beginning better where only one word can have come before. So words in a row, which may follow each
    /// other in any order, have a state for each word that was the last one, where these are not too many.
    public let searchGraph: WordGraph
    /// Whether it takes digits and nothing else, however many.
    public let hasOnlyDigits: Bool
    /// More arcs than this take the decoder too long to get ready for.
    private static let arcLimit = 300
    private let countsInDigits: Bool
    private let network: WordNetwork
    private let tags: GrammarDocument.TagMeaning

    /// Compiles a document; the built-in grammars are those of the language.
    public init(_ document: GrammarDocument, language: SpeechLanguage) throws(GrammarError) {
        network = try WordNetwork(document, builtIns: try language.builtInRules())
        graph = try WordGraph(network)
        searchGraph = graph.isCyclic ? graph.distinguishingLastWords(arcsAtMost: Self.arcLimit) ?? graph : graph
        hasOnlyDigits = graph.words.allSatisfy(language.digitWords.contains)
        // 二 十 三 点 五 十 九 分: whatever else can be said with it, these are digits in a row.
        countsInDigits = language == .mandarin && network.types.contains { $0 != .boolean }
        tags = document.tags
        guard !graph.isFinal[0] else { throw GrammarError("the grammar also takes an utterance of no words", at: 0) }
        guard graph.isFinal.contains(true) else { throw GrammarError("nothing can be said: every path ends in <VOID>", at: 0) }
    }

    /// What decides how it is listened for.
    public var kind: Kind {
        guard let longest = graph.longest, !countsInDigits else { return .loop }
        // Counted digits are long and have few words; dates are as long and have many.
        return longest > 5 && longest * 3 > graph.words.count ? .loop : .phrases
    }

    /// What some words mean; nothing when the grammar does not take them, or they mean nothing by themselves.
    public func value(of words: [String]) -> SpokenValue? {
        network.marks(for: words).flatMap { WordNetwork.value(of: $0, tags: tags) }
    }

    /// Whether these words are an answer of a built-in type and mean none: the thirtieth of February.
    public func isNonsense(_ words: [String]) -> Bool {
        guard let marks = network.marks(for: words), WordNetwork.value(of: marks, tags: tags) == nil else { return false }
        return marks.contains { if case .open = $0 { true } else { false } }
    }

    /// Whether the grammar takes these words as a whole utterance.
    public func takes(_ words: [String]) -> Bool {
        let progress = graph.progress(of: words)
        return progress == .mayEnd || progress == .complete
    }
}
