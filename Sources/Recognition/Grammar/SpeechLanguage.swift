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

    /// The rules of the grammars for ``SpokenType``, read once.
    func builtInRules() throws(GrammarError) -> [String: Grammar.Pattern] {
        switch self {
        case .english: try Self.englishRules.get()
        case .mandarin: try Self.mandarinRules.get()
        }
    }

    private static let englishRules = rules(EnglishGrammars.text)
    private static let mandarinRules = rules(MandarinGrammars.text)

    private static func rules(_ text: String) -> Result<[String: Grammar.Pattern], GrammarError> {
        do throws(GrammarError) {
            return .success(try GrammarDocument.parseJSGF(text).rules)
        } catch {
            return .failure(error)
        }
    }
}
