import Audio
import CallEngine
public import IVR
public import Recognition

/// What the recognition threads of a server do, at once and in imagined time.
public struct SimulatedEar {
    /// A report of the recogniser's, to be handed to the call.
    struct Report {
        var report: SpeechReport
        var utterance: Int
        var activity: ActivityID
        /// How long it takes from the frame that was heard last.
        var after: MediaTime
    }

    /// A question, compiled the first time that it is asked.
    private struct Question {
        var language: SpeechLanguage
        var compiled: QuestionGrammar
        /// With its words looked up, once a recording was heard.
        var prepared: PreparedQuestion?
    }

    /// From the last frame of an utterance to its answer.
    static let answerDelay = MediaTime.milliseconds(100)
    /// The same where a server writes it down.
    static let transcriptDelay = MediaTime.seconds(1)
    /// More frames than an utterance ever reaches back.
    private static let kept = 64

    private let engine: (any SpeechEngine)?
    private var grammars: [String: GrammarDocument] = [:]
    private var lexicons: [SpeechLanguage: Lexicon] = [:]
    private var recognizers: [SpeechLanguage: any Recognizer] = [:]
    private var past: [AudioFrame] = []
    private var questions: [ListeningRequest: Question] = [:]
    private var request: ListeningRequest?
    private var activity = ActivityID(0)
    private var hearing: UtteranceHearing?
    /// The text that is being dictated.
    private var dictated: String?
    private var utterance = 0
    private var mean: CepstralMean?

    /// An ear that understands the script's words, and recorded sounds with an engine.
    public init(engine: (any SpeechEngine)? = nil) {
        self.engine = engine
    }

    /// Takes the files beside a flow; of two lexicons of a language the first one counts.
    public mutating func take(_ files: SpeechFiles) {
        grammars.merge(files.documents) { first, _ in first }
        lexicons.merge(files.lexicons) { first, _ in first }
    }

    /// Listens for a question from the next frame on.
    mutating func listen(_ request: ListeningRequest, _ activity: ActivityID) -> Report? {
        close()
        self.activity = activity
        do throws(GrammarError) {
            if isDictation(request), request.isSensitive { throw GrammarError("what is sensitive is not written down", at: 0) }
            if isDictation(request), request.speech.commands.isEmpty {
                self.request = request
                return nil
            }
            if questions[request] == nil { questions[request] = try compiled(request) }
            self.request = request
            return nil
        } catch {
            return Report(report: .unavailable("\(error)"), utterance: 0, activity: activity, after: .frame)
        }
    }

    private func compiled(_ request: ListeningRequest) throws(GrammarError) -> Question {
        guard let language = SpeechLanguage(tag: request.speech.language.rawValue) else {
            throw GrammarError("speech in \(request.speech.language) is not understood", at: 0)
        }
        var file: GrammarDocument?
        if case .file(let name) = request.speech.content { file = grammars[name] }
        return Question(language: language, compiled: try QuestionGrammar(request.speech, keys: request.keys, file: file))
    }

    /// Listens no longer.
    mutating func close() {
        drop()
        request = nil
        past.removeAll(keepingCapacity: true)
    }

    /// Takes the frame of a tick.
    mutating func hear(_ frame: AudioFrame) -> Report? {
        if past.count == Self.kept { past.removeFirst() }
        past.append(frame)
        guard let report = hearing?.hear(frame) else { return nil }
        return Report(report: report, utterance: utterance, activity: activity, after: .frame)
    }

    /// An utterance begins; `words` is what the script says there, nil where it is a sound that was recorded.
    mutating func begin(lead: Int, _ number: Int, saying words: ScriptedRecognizer.Words?) -> [Report] {
        drop()
        guard let request else { return [] }
        utterance = number
        if isDictation(request) {
            dictated = words?.text
            guard words == nil else { return [] }
            let why = "no server writes down what is said in a simulation"
            return [Report(report: .unavailable(why), utterance: 0, activity: activity, after: .frame)]
        }
        do {
            hearing = try heard(request, saying: words)
        } catch {
            return [Report(report: .unavailable("\(error)"), utterance: 0, activity: activity, after: .frame)]
        }
        var reports: [Report] = []
        for frame in past.suffix(max(0, lead) + 1) {
            guard let report = hearing?.hear(frame) else { continue }
            reports.append(Report(report: report, utterance: number, activity: activity, after: .frame))
        }
        return reports
    }

    /// The utterance was over with the last frame.
    mutating func end() -> Report? {
        if let text = dictated.take() {
            let answer = PreparedQuestion.dictated(text, commands: request.flatMap { questions[$0]?.compiled })
            return Report(report: .answer(answer), utterance: utterance, activity: activity, after: Self.transcriptDelay)
        }
        guard let ending = hearing.take()?.finish() else { return nil }
        if !ending.mean.values.isEmpty { mean = ending.mean }
        return Report(report: .answer(ending.answer), utterance: utterance, activity: activity, after: Self.answerDelay)
    }

    /// It was none.
    mutating func drop() {
        hearing.take()?.drop()
        dictated = nil
    }

    private func isDictation(_ request: ListeningRequest) -> Bool { request.speech.content == .dictation }

    private mutating func heard(_ request: ListeningRequest, saying words: ScriptedRecognizer.Words?) throws -> UtteranceHearing {
        guard let question = questions[request] else { throw SilentEngine() }
        if let words {
            let unspoken = GrammarWords([], own: Lexicon(), dictionary: [], language: question.language)
            let prepared = PreparedQuestion(question.compiled, words: unspoken)
            return try UtteranceHearing(prepared, by: ScriptedRecognizer(words), mean: nil)
        }
        guard let engine else { throw SilentEngine() }
        let recognizer = try recognizers[question.language] ?? engine.recognizer(for: question.language)
        recognizers[question.language] = recognizer
        let prepared = try question.prepared ?? prepared(question, by: engine)
        questions[request]?.prepared = prepared
        return try UtteranceHearing(prepared, by: recognizer, mean: mean)
    }

    private func prepared(_ question: Question, by engine: any SpeechEngine) throws -> PreparedQuestion {
        let words = question.compiled.grammar.graph.words
        return PreparedQuestion(
            question.compiled, words: try engine.words(words, own: lexicons[question.language] ?? Lexicon(), language: question.language))
    }

    /// There is nothing that understands recorded speech.
    private struct SilentEngine: Error, CustomStringConvertible {
        var description: String { "no recogniser" }
    }
}
