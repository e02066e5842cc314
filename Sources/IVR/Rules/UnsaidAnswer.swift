import Diagnostics
import Recognition

/// There are words for asking back what was said.
enum UnsaidAnswer: SpeechRule {
    static let page = RulePage(
        "unsaid-answer", "There are words for asking back what was said",
        """
        When it is not sure what a caller said the answer is read back: "You said ..., is that right?" Digits, numbers, dates and the
        like are said by the language; of a list of words an answer is said by the prompt of its name, `Su Zhou` by `su-zhou`. Without one
        it is spelled, or only counts when it is sure. A gather that says it in words of its own (`confirm: { prompt: ... }`), or
        reads nothing back (`confirm: false`), needs no such prompts.
        """)

    /// So many answers of a gather are looked at, the shortest first.
    private static let answerLimit = 40
    /// So many are named.
    private static let named = 3

    static func check(_ check: SpeechCheck, into findings: inout [Diagnostic]) {
        guard let prompts = check.context.prompts else { return }
        for case .gather(let gather) in check.draft.steps.lazy.map(\.verb) where gather.readsWordsBack {
            for tag in Set(check.questions.map(\.tag)).sorted() {
                guard let known = prompts[tag], let (answers, range) = check.answers(of: gather, in: tag, atMost: answerLimit) else {
                    continue
                }
                let unsaid = answers.filter { !$0.allSatisfy(\.isNumber) && !known.contains(PromptName(answer: $0)) }
                guard let first = unsaid.first else { continue }
                let names = unsaid.prefix(named).map { "\"\($0)\"" }.joined(separator: ", ")
                let more = unsaid.count > named ? " and others" : ""
                let message = "no prompt of \(tag) says \(names)\(more) back"
                findings.append(Diagnostic(.warning, at: range, message, hint: hint(PromptName(answer: first)), rule: "unsaid-answer"))
            }
        }
    }

    /// What can be done; names of prompts are of small letters.
    private static func hint(_ name: PromptName) -> String {
        let prompts =
            name.rawValue.contains { $0.isLetter && !$0.isASCII }
            ? "take a list with names for values (`shang-hai, 上海`) and add prompts of them"
            : "add prompts of their names, such as `\(name.rawValue)`"
        return "\(prompts), or say it in `confirm: { prompt: ... }`"
    }
}

extension Gather {
    /// Whether its answers are words that may be read back one day, each by the prompt of its name.
    fileprivate var readsWordsBack: Bool {
        switch speech {
        case .phrases?, .file?: confirm.occasion != .never && confirm.prompt == nil && !isSensitive
        default: false
        }
    }
}

extension SpeechCheck {
    /// Some answers that a gather takes in a language, and where they are written.
    fileprivate func answers(of gather: Gather, in tag: LanguageTag, atMost limit: Int) -> (answers: [String], range: SourceRange)? {
        guard let language = SpeechLanguage(tag: tag.rawValue), let (document, range) = source(of: gather, in: tag),
            let grammar = try? SpeechGrammar(document, language: language)
        else { return nil }
        var seen: Set<String> = []
        let answers = grammar.graph.utterances(atMost: limit).compactMap { words in
            grammar.isNonsense(words) ? nil : grammar.value(of: words)?.description ?? words.joined(separator: " ")
        }
        return (answers.filter { seen.insert($0).inserted }, range)
    }

    private func source(of gather: Gather, in tag: LanguageTag) -> (GrammarDocument, SourceRange)? {
        switch gather.speech {
        case .phrases(let phrases)?:
            let pieces = phrases.pieces(for: tag)
            return pieces.first.map { (GrammarDocument(root: .alternatives(pieces.map(\.value.pattern))), $0.range) }
        case .file(let files)?:
            guard let file = files.file(for: tag), let document = grammars.files.documents[file.value] else { return nil }
            return (document, file.range)
        default: return nil
        }
    }
}
