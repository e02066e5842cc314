extension SpeechLanguage {
    /// The words that digits are said with.
    var digitWords: Set<String> {
        switch self {
        case .english: Self.englishDigits
        case .mandarin: Self.mandarinDigits
        }
    }

    private static let englishDigits = digits(of: .english)
    private static let mandarinDigits = digits(of: .mandarin)

    private static func digits(of language: SpeechLanguage) -> Set<String> {
        guard let rules = try? language.builtInRules(),
            let network = try? WordNetwork(GrammarDocument(.digits(nil)), builtIns: rules),
            let graph = try? WordGraph(network)
        else { return [] }
        return Set(graph.words)
    }
}
