import Diagnostics
import Recognition

/// What the rules about speech look at: what can be said at each question in each language, compiled.
struct SpeechCheck {
    /// What something that is said does.
    enum Meaning: Hashable {
        case leads(Target)
        /// The question is asked again, by a command of that name.
        case asksAgain(CommandName)
        /// It is the answer of a gather.
        case value
    }

    /// Something that can be said, with one meaning.
    struct Choice {
        /// What is written.
        let text: Located<Grammar>
        /// What it takes.
        let grammar: SpeechGrammar
        /// What it does.
        let meaning: Meaning
        /// Whether it can be said at every question.
        let isCommand: Bool
    }

    /// One question in one language, or what can be said at every question.
    struct Question {
        /// The step that asks it; none for what can be said everywhere.
        let step: Step?
        let tag: LanguageTag
        let language: SpeechLanguage
        /// What can be said here and nowhere else.
        let choices: [Choice]
        /// What can be said here as everywhere.
        let commands: [Choice]
    }

    /// More phrases of one list are not compared with each other.
    private static let phraseLimit = 60

    let draft: FlowDraft
    let context: FlowCatalogContext
    let grammars: FlowGrammars
    private(set) var questions: [Question] = []
    /// How the words are said, in each language whose dictionary is there.
    let words: [SpeechLanguage: GrammarWords]

    init(_ check: FlowCheck) {
        draft = check.draft
        context = check.context
        let languages = Set(check.spokenLanguages)
        let flow = check.draft.readable
        grammars = FlowGrammars(flow, languages: languages, octets: check.context.files ?? [:], phones: check.context.phones)
        for tag in languages.sorted() {
            guard let language = SpeechLanguage(tag: tag.rawValue) else { continue }
            let commands = flow.commands.flatMap { command in
                let meaning: Meaning = if case .go(let target) = command.action { .leads(target) } else { .asksAgain(command.name) }
                return Self.choices(command.say, meaning, isCommand: true, tag, language)
            }
            questions.append(Question(step: nil, tag: tag, language: language, choices: commands, commands: []))
            questions += check.draft.steps.compactMap { step in
                let choices = Self.choices(step, tag, language)
                return choices.isEmpty ? nil : Question(step: step, tag: tag, language: language, choices: choices, commands: commands)
            }
        }
        let dictionaries = check.context.dictionaries.filter { known, _ in
            languages.contains { SpeechLanguage(tag: $0.rawValue) == known }
        }
        words = Self.pronunciations(questions, grammars, dictionaries)
    }

    private static func choices(_ step: Step, _ tag: LanguageTag, _ language: SpeechLanguage) -> [Choice] {
        switch step.verb {
        case .menu(let menu):
            return menu.options.flatMap { choices($0.say, .leads($0.next.value), isCommand: false, tag, language) }
        case .gather(let gather):
            guard case .phrases(let phrases)? = gather.speech, phrases.pieces(for: tag).count <= phraseLimit else { return [] }
            return choices(phrases, .value, isCommand: false, tag, language)
        default: return []
        }
    }

    private static func choices(
        _ phrases: SpokenPhrases?, _ meaning: Meaning, isCommand: Bool, _ tag: LanguageTag, _ language: SpeechLanguage
    ) -> [Choice] {
        (phrases?.pieces(for: tag) ?? []).compactMap { text in
            guard let grammar = try? SpeechGrammar(GrammarDocument(text.value), language: language) else { return nil }
            return Choice(text: text, grammar: grammar, meaning: meaning, isCommand: isCommand)
        }
    }

    private static func pronunciations(
        _ questions: [Question], _ grammars: FlowGrammars, _ dictionaries: [SpeechLanguage: [UInt8]]
    ) -> [SpeechLanguage: GrammarWords] {
        var words: [SpeechLanguage: GrammarWords] = [:]
        for (language, dictionary) in dictionaries {
            var spoken = Set(questions.lazy.filter { $0.language == language }.flatMap(\.choices).flatMap(\.grammar.graph.words))
            for document in grammars.files.documents.values {
                spoken.formUnion((try? SpeechGrammar(document, language: language))?.graph.words ?? [])
            }
            guard !spoken.isEmpty else { continue }
            let own = grammars.files.lexicons[language] ?? Lexicon()
            words[language] = GrammarWords(spoken.sorted(), own: own, dictionary: dictionary, language: language)
        }
        return words
    }
}

extension SpeechCheck {
    /// What each gather takes by voice in each language, with what can be said everywhere.
    var gathers: [(gather: Gather, tag: LanguageTag, graph: WordGraph)] {
        let flow = draft.readable
        return Set(questions.map(\.tag)).sorted().flatMap { tag in
            flow.listeningQuestions(in: tag).compactMap { question in
                guard !question.isReadBack, case .gather(let gather)? = flow.steps[question.step]?.verb, let speech = question.speech,
                    speech.content != .dictation, let grammar = grammars[speech, question.keys]?.grammar
                else { return nil }
                return (gather, tag, grammar.graph)
            }
        }
    }
}

extension SpeechCheck.Question {
    /// Two things that can be said at the same time and do not mean the same.
    var rivals: [(SpeechCheck.Choice, SpeechCheck.Choice)] {
        choices.indices.flatMap { number in
            let choice = choices[number]
            return (choices[..<number] + commands).filter { $0.meaning == .value || $0.meaning != choice.meaning }.map { ($0, choice) }
        }
    }

    /// Those of them that have no phrase in common, which is another matter.
    var strangers: [(SpeechCheck.Choice, SpeechCheck.Choice)] {
        rivals.filter { $0.0.grammar.graph.common(with: $0.1.grammar.graph) == nil }
    }
}

extension SpeechCheck.Choice {
    /// The place of some words in what is written; all of it where they do not stand there in a row.
    func range(of words: [String]) -> SourceRange {
        let written = text.value.text
        guard let found = written.lowercased().firstRange(of: words.joined(separator: " ")) else { return text.range }
        let offset = written.lowercased().distance(from: written.lowercased().startIndex, to: found.lowerBound)
        return text.range.part(from: offset, count: words.joined(separator: " ").count)
    }

    /// Where it is written, for a sentence.
    var line: String { "line \(text.range.start.line)" }
}

/// One rule about what can be said, in a file of its own like those about flows.
protocol SpeechRule: SendableMetatype {
    /// Finds every place that breaks it.
    static func check(_ check: SpeechCheck, into findings: inout [Diagnostic])
}
