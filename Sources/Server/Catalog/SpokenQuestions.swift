import CallEngine
import IVR
import Recognition
import Synchronization

/// The questions of the flows, each compiled once with its words looked up.
///
/// They are prepared when flows are loaded. One that nobody foresaw is compiled by the recognition thread that hears it first.
final class SpokenQuestions: Sendable {
    /// What makes two questions the same.
    struct Key: Hashable, Sendable {
        /// What can be said.
        var speech: SpeechRequest
        /// What can be pressed.
        var keys: KeyPattern
    }

    /// Why a question cannot be listened for.
    struct Obstacle: Error, Equatable, CustomStringConvertible {
        /// In words.
        var description: String
    }

    /// No flow has so many; a question that changes with what was said before would be a new one each time.
    private static let most = 5000

    private let engine: any SpeechEngine
    private let files: [String: GrammarDocument]
    private let lexicons: [SpeechLanguage: Lexicon]
    private let known = Mutex<[Key: Result<PreparedQuestion, Obstacle>]>([:])

    /// No questions yet; `files` are the grammar files that they may name, `lexicons` the flows' own.
    init(engine: any SpeechEngine, files: [String: GrammarDocument] = [:], lexicons: [SpeechLanguage: Lexicon] = [:]) {
        self.engine = engine
        self.files = files
        self.lexicons = lexicons
    }

    /// How many are ready, or known not to be possible.
    var count: Int { known.withLock { $0.count } }

    /// What a call listens for, ready.
    func question(_ request: ListeningRequest) -> Result<PreparedQuestion, Obstacle> {
        let key = Key(speech: request.speech, keys: request.keys)
        if let question = known.withLock({ $0[key] }) { return question }
        let question = compiled(key)
        keep([key: question])
        return question
    }

    /// Prepares questions; the words of all of a language are looked up together, as that reads the whole dictionary.
    func prepare(_ keys: some Sequence<Key>) {
        for (language, keys) in Dictionary(grouping: keys, by: { SpeechLanguage(tag: $0.speech.language.rawValue) }) {
            guard let language else { continue }
            let grammars = keys.map { key in (key, Result { () throws(Obstacle) in try grammar(key) }) }
            let words = Set(grammars.flatMap { (try? $0.1.get().grammar.graph.words) ?? [] })
            let found = Result { () throws(Obstacle) in try look(up: words.sorted(), language) }
            keep(
                Dictionary(grammars) { first, _ in first }.mapValues { grammar in
                    grammar.flatMap { grammar in found.map { PreparedQuestion(grammar, words: $0) } }
                })
        }
    }

    private func keep(_ questions: [Key: Result<PreparedQuestion, Obstacle>]) {
        known.withLock { known in
            if known.count + questions.count > Self.most { known.removeAll() }
            known.merge(questions) { _, new in new }
        }
    }

    private func compiled(_ key: Key) -> Result<PreparedQuestion, Obstacle> {
        Result { () throws(Obstacle) in
            guard let language = SpeechLanguage(tag: key.speech.language.rawValue) else {
                throw Obstacle(description: "speech in \(key.speech.language) is not understood")
            }
            let grammar = try grammar(key)
            return PreparedQuestion(grammar, words: try look(up: grammar.grammar.graph.words, language))
        }
    }

    private func grammar(_ key: Key) throws(Obstacle) -> QuestionGrammar {
        var file: GrammarDocument?
        if case .file(let name) = key.speech.content { file = files[name] }
        do throws(GrammarError) {
            return try QuestionGrammar(key.speech, keys: key.keys, file: file)
        } catch {
            throw Obstacle(description: "\(error)")
        }
    }

    private func look(up words: [String], _ language: SpeechLanguage) throws(Obstacle) -> GrammarWords {
        do {
            return try engine.words(words, own: lexicons[language] ?? Lexicon(), language: language)
        } catch {
            throw Obstacle(description: "\(error)")
        }
    }
}
