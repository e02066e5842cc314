public import Diagnostics
public import Recognition

/// What a flow's questions take by voice, compiled before any call: by who checks flows, and by who answers calls with them.
public struct FlowGrammars: Sendable {
    /// One question in one language.
    public struct Key: Hashable, Sendable {
        /// What can be said.
        public var speech: SpeechRequest
        /// What can be pressed.
        public var keys: KeyPattern

        /// A question of its parts.
        public init(speech: SpeechRequest, keys: KeyPattern) {
            self.speech = speech
            self.keys = keys
        }
    }

    /// The grammars, lists and lexicons beside the flow.
    public let files: SpeechFiles
    /// Why questions cannot be compiled, at the steps that ask them; what is wrong within files is told there.
    public private(set) var findings: [Diagnostic] = []
    /// How hard each question is to hear, in the order of the flow.
    public private(set) var difficulties: [SpokenDifficulty] = []
    /// Every question that could be compiled.
    public private(set) var questions: [Key: QuestionGrammar] = [:]

    /// Compiles all that a call can ask.
    ///
    /// - Parameters:
    ///   - languages: those in which calls may go on; the flow's own when nil.
    ///   - octets: the files beside the flow by name.
    ///   - phones: those of the models that are there.
    public init(
        _ flow: Flow, languages: Set<LanguageTag>? = nil, octets: [String: [UInt8]] = [:], phones: [SpeechLanguage: Set<String>] = [:]
    ) {
        let languages = languages ?? flow.languages
        files = SpeechFiles(of: flow, languages: languages, octets: octets, phones: phones)
        for language in languages.sorted() {
            for question in flow.listeningQuestions(in: language) { compile(question, flow) }
        }
    }

    private mutating func compile(_ question: ListeningQuestion, _ flow: Flow) {
        guard let speech = question.speech, let place = flow.steps[question.step]?.range else { return }
        // No grammar has what is dictated, but the commands of the flow can be said there too.
        guard speech.content != .dictation || !speech.commands.isEmpty else { return }
        var file: GrammarDocument?
        if case .file(let name) = speech.content {
            // What a file holds, or why it holds nothing, is told where the file is read.
            guard let document = files.documents[name] else { return }
            file = document
        }
        let key = Key(speech: speech, keys: question.keys)
        do throws(GrammarError) {
            let compiled = if let known = questions[key] { known } else { try QuestionGrammar(speech, keys: question.keys, file: file) }
            questions[key] = compiled
            if !question.isReadBack, speech.content != .dictation {
                difficulties.append(SpokenDifficulty(question.step, speech.language, compiled.grammar))
            }
        } catch {
            findings.append(Diagnostic(at: place, "in \(speech.language): \(error.message)", hint: error.hint, rule: "grammar"))
        }
    }

    /// A question that a call asks; nil when it is not one of the flow's, or cannot be compiled.
    public subscript(speech: SpeechRequest, keys: KeyPattern) -> QuestionGrammar? { questions[Key(speech: speech, keys: keys)] }
}

/// How hard a question is to hear.
public struct SpokenDifficulty: Hashable, Sendable {
    /// The step that asks it.
    public let step: StepID
    /// The language.
    public let language: LanguageTag
    /// How many words there are.
    public let words: Int
    /// How many ways there are to go on, as a mean over all places.
    public let perplexity: Double
    /// Some phrases, or words in a row without end.
    public let kind: SpeechGrammar.Kind

    init(_ step: StepID, _ language: LanguageTag, _ grammar: SpeechGrammar) {
        self.step = step
        self.language = language
        words = grammar.graph.words.count
        perplexity = grammar.graph.perplexity
        kind = grammar.kind
    }
}
