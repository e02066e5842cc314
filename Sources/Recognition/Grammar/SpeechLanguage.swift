/// A language that is listened for.
public enum SpeechLanguage: String, Hashable, Sendable, CaseIterable {
    /// American English.
    case english = "en-US"
    /// Mandarin as in mainland China.
    case mandarin = "zh-CN"

    /// The language of a tag: `en-US`, `en`, `zh-CN`, `zh`.
    public init?(tag: String) {
        let tag = tag.lowercased()
        guard let language = SpeechLanguage.allCases.first(where: { tag == $0.rawValue.lowercased() || tag == $0.rawValue.prefix(2) })
        else {
            return nil
        }
        self = language
    }

    /// The rules of the grammars for ``SpokenType``.
    func builtInRules() throws(GrammarError) -> [String: Grammar.Pattern] {
        switch self {
        case .english: try GrammarDocument.parseJSGF(EnglishGrammars.text).rules
        case .mandarin: try GrammarDocument.parseJSGF(MandarinGrammars.text).rules
        }
    }
}
