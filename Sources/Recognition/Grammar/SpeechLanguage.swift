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

    /// Whether a tag (RFC 5646), or a locale as Java writes it, means this language, in whatever country: `en-GB`, `en_US`, `cmn-Hans`.
    func isMeant(by tag: String) -> Bool {
        let parts = tag.lowercased().split { $0 == "-" || $0 == "_" }
        switch self {
        case .english: return parts.first == "en"
        // Cantonese is written `zh-yue`, too.
        case .mandarin: return parts.first == "cmn" || parts.first == "zh" && !parts.contains("yue")
        }
    }

    /// That a file names another language than this one, which it is listened for in.
    func refusal(of tag: String, at offset: Int, length: Int) -> GrammarError {
        let hint = "give it to that language, or write `\(rawValue)` there if its words are of this one"
        return GrammarError("this grammar is for `\(tag)`, and \(rawValue) is listened for", at: offset, length: length, hint: hint)
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
