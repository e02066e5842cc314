import Diagnostics
import Recognition

/// It is known how every word is said.
enum UnknownWord: SpeechRule {
    static let page = RulePage(
        "unknown-word", "It is known how every word is said",
        """
        Words are looked up in the flow's `lexicon`, then in the model's dictionary. How an English word is said that neither has
        is guessed from its letters: the guess is shown, to be put into the lexicon, right or mended. Other words that nobody
        knows cannot be heard at all. The rule needs the pronouncing dictionary of a model.
        """)

    /// So many words of one file are named.
    private static let named = 5
    private static let numbers = "numbers are written as they are said: one, twenty five, 二十五"

    static func check(_ check: SpeechCheck, into findings: inout [Diagnostic]) {
        for question in check.questions {
            guard let words = check.words[question.language], !words.guesses.isEmpty else { continue }
            let guesses = Dictionary(words.guesses.map { ($0.word, $0) }) { first, _ in first }
            for choice in question.choices {
                for guess in choice.grammar.graph.words.compactMap({ guesses[$0] }) {
                    findings.append(diagnostic(guess, at: choice.range(of: [guess.word]), question.tag, check))
                }
            }
        }
        checkFiles(check, into: &findings)
    }

    private static func diagnostic(
        _ guess: GrammarWords.Guess, at range: SourceRange, _ language: LanguageTag, _ check: SpeechCheck
    ) -> Diagnostic {
        let message = "`\(guess.word)` is in no dictionary of \(language)"
        let file = check.draft.lexicon.file(for: language)?.value
        let place = file.map { "to \($0)" } ?? "to a file, words.dict, and `lexicon: words.dict` to the flow"
        let hint =
            guess.phones.isEmpty
            ? "nobody can hear it; add it with its phones \(place)"
            : "it is listened for as \"\(guess.line)\": check that and add the line \(place)"
        return Diagnostic(.warning, at: range, message, hint: guess.hasDigits ? numbers : hint, rule: "unknown-word")
    }

    /// The words of grammar files and lists, all of one file together.
    private static func checkFiles(_ check: SpeechCheck, into findings: inout [Diagnostic]) {
        for case .gather(let gather) in check.draft.steps.lazy.map(\.verb) {
            guard case .file(let files)? = gather.speech else { continue }
            for (language, words) in check.words.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
                guard let file = files.file(for: LanguageTag(language.rawValue)),
                    let document = check.grammars.files.documents[file.value],
                    let grammar = try? SpeechGrammar(document, language: language)
                else { continue }
                let spoken = Set(grammar.graph.words)
                let unknown = words.guesses.filter { spoken.contains($0.word) }
                guard !unknown.isEmpty else { continue }
                let names = unknown.prefix(named).map { "`\($0.word)`" }.joined(separator: ", ")
                let more = unknown.count > named ? " and \(unknown.count - named) more" : ""
                let message =
                    "\(names)\(more) of \(file.value) \(unknown.count == 1 ? "is" : "are") in no dictionary of \(language.rawValue)"
                let lines = unknown.prefix(named).map(\.line).joined(separator: "; ")
                let hint = unknown.contains(where: \.hasDigits) ? numbers : "for the lexicon: " + lines
                findings.append(Diagnostic(.warning, at: file.range, message, hint: hint, rule: "unknown-word"))
            }
        }
    }
}

extension GrammarWords.Guess {
    /// Whether it is written with digits, which no dictionary has.
    fileprivate var hasDigits: Bool { word.contains { $0.isASCII && $0.isNumber } }

    /// The line of a lexicon.
    fileprivate var line: String { ([word] + (phones.isEmpty ? ["?"] : phones)).joined(separator: " ") }
}
