import CallEngine
import IVR
import Recognition

/// The questions of the flows, compiled with their words looked up when the flows were loaded: nothing of it is done while somebody calls.
struct SpokenQuestions: Sendable {
    /// Why a question cannot be listened for.
    struct Obstacle: Error, Equatable, CustomStringConvertible {
        /// In words.
        var description: String
    }

    private let engine: any SpeechEngine
    private var questions: [FlowGrammars.Key: Result<PreparedQuestion, Obstacle>] = [:]

    /// Prepares the questions of flows.
    init(_ flows: [FlowGrammars], engine: any SpeechEngine) {
        self.engine = engine
        // To look words up is to read a whole dictionary: flows without a lexicon of their own share it.
        let shared = flows.filter { $0.files.lexicons.isEmpty }
        prepare(shared.reduce(into: [:]) { $0.merge($1.questions) { first, _ in first } }, lexicons: [:])
        for flow in flows where !flow.files.lexicons.isEmpty { prepare(flow.questions, lexicons: flow.files.lexicons) }
    }

    /// How many there are, those that cannot be listened for included.
    var count: Int { questions.count }

    /// What a call listens for.
    func question(_ request: ListeningRequest) -> Result<PreparedQuestion, Obstacle> {
        questions[FlowGrammars.Key(speech: request.speech, keys: request.keys)]
            ?? .failure(Obstacle(description: "this question in \(request.speech.language) was not foreseen"))
    }

    private mutating func prepare(_ grammars: [FlowGrammars.Key: QuestionGrammar], lexicons: [SpeechLanguage: Lexicon]) {
        for (language, grammars) in Dictionary(grouping: grammars, by: { SpeechLanguage(tag: $0.key.speech.language.rawValue) }) {
            guard let language else { continue }
            let words = Set(grammars.flatMap(\.value.grammar.graph.words)).sorted()
            let found = Result { () throws(Obstacle) in try look(up: words, lexicons[language] ?? Lexicon(), language) }
            for (key, grammar) in grammars { questions[key] = found.map { PreparedQuestion(grammar, words: $0) } }
        }
    }

    private func look(up words: [String], _ own: Lexicon, _ language: SpeechLanguage) throws(Obstacle) -> GrammarWords {
        do {
            return try engine.words(words, own: own, language: language)
        } catch {
            throw Obstacle(description: "\(error)")
        }
    }
}
