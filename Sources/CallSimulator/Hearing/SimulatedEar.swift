import Audio
import CallEngine
import IVR
import Recognition

/// What the recognition threads of a server do, at once and in imagined time.
struct SimulatedEar {
    /// A report of the recogniser's, to be handed to the call.
    struct Report {
        var report: SpeechReport
        var utterance: Int
        var activity: ActivityID
        /// How long it takes from the frame that was heard last.
        var after: MediaTime
    }

    /// What a call listens for.
    private struct Question {
        var activity: ActivityID
        var language: SpeechLanguage
        var compiled: QuestionGrammar
    }

    /// From the last frame of an utterance to its answer.
    static let answerDelay = MediaTime.milliseconds(100)
    /// More frames than an utterance ever reaches back.
    private static let kept = 64

    private let engine: (any SpeechEngine)?
    private let grammars: [String: GrammarDocument]
    private var recognizers: [SpeechLanguage: any Recognizer] = [:]
    private var past: [AudioFrame] = []
    private var question: Question?
    private var hearing: UtteranceHearing?
    private var utterance = 0
    private var mean: CepstralMean?

    /// An ear that understands the script's words, and sounds with an engine.
    init(engine: (any SpeechEngine)?, grammars: [String: GrammarDocument]) {
        self.engine = engine
        self.grammars = grammars
    }

    /// Listens for a question from the next frame on.
    mutating func listen(_ request: ListeningRequest, _ activity: ActivityID) -> Report? {
        close()
        do throws(GrammarError) {
            guard let language = SpeechLanguage(tag: request.speech.language.rawValue) else {
                throw GrammarError("speech in \(request.speech.language) is not understood", at: 0)
            }
            var file: GrammarDocument?
            if case .file(let name) = request.speech.content { file = grammars[name] }
            let compiled = try QuestionGrammar(request.speech, keys: request.keys, file: file)
            question = Question(activity: activity, language: language, compiled: compiled)
            return nil
        } catch {
            return Report(report: .unavailable("\(error)"), utterance: 0, activity: activity, after: .frame)
        }
    }

    /// Listens no longer.
    mutating func close() {
        hearing.take()?.drop()
        question = nil
        past.removeAll(keepingCapacity: true)
    }

    /// Takes the frame of a tick.
    mutating func hear(_ frame: AudioFrame) -> Report? {
        if past.count == Self.kept { past.removeFirst() }
        past.append(frame)
        guard let question, let report = hearing?.hear(frame) else { return nil }
        return Report(report: report, utterance: utterance, activity: question.activity, after: .frame)
    }

    /// An utterance begins; `words` is what the script says there, nil where it is a sound that was recorded.
    mutating func begin(lead: Int, _ number: Int, saying words: ScriptedRecognizer.Words?) -> [Report] {
        hearing.take()?.drop()
        guard let question else { return [] }
        utterance = number
        do {
            hearing = try heard(question, saying: words)
        } catch {
            return [Report(report: .unavailable("\(error)"), utterance: 0, activity: question.activity, after: .frame)]
        }
        var reports: [Report] = []
        for frame in past.suffix(max(0, lead) + 1) {
            guard let report = hearing?.hear(frame) else { continue }
            reports.append(Report(report: report, utterance: number, activity: question.activity, after: .frame))
        }
        return reports
    }

    /// The utterance was over with the last frame.
    mutating func end() -> Report? {
        guard let question, let ending = hearing.take()?.finish() else { return nil }
        if !ending.mean.values.isEmpty { mean = ending.mean }
        return Report(report: .answer(ending.answer), utterance: utterance, activity: question.activity, after: Self.answerDelay)
    }

    /// It was none.
    mutating func drop() {
        hearing.take()?.drop()
    }

    private mutating func heard(_ question: Question, saying words: ScriptedRecognizer.Words?) throws -> UtteranceHearing {
        if let words {
            let silent = GrammarWords([], own: Lexicon(), dictionary: [], language: question.language)
            let prepared = PreparedQuestion(question.compiled, words: silent)
            return try UtteranceHearing(prepared, by: ScriptedRecognizer(words), mean: nil)
        }
        guard let engine else { throw SilentEngine() }
        let said = try engine.words(question.compiled.grammar.graph.words, own: Lexicon(), language: question.language)
        let prepared = PreparedQuestion(question.compiled, words: said)
        let recognizer = try recognizers[question.language] ?? engine.recognizer(for: question.language)
        recognizers[question.language] = recognizer
        return try UtteranceHearing(prepared, by: recognizer, mean: mean)
    }

    /// There is nothing that understands recorded speech.
    private struct SilentEngine: Error, CustomStringConvertible {
        var description: String { "no recogniser" }
    }
}
