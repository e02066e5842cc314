import Audio
import CallEngine
import Recognition

/// Names a call that listens, as long as the process lives.
struct ListenerID: Hashable, Sendable {
    /// Unique as long as the process lives.
    var number: UInt64
}

/// What is to be heard of a call.
struct ListeningOrder: Sendable {
    /// What it takes by voice.
    var question: PreparedQuestion
    /// In which language.
    var language: SpeechLanguage
    /// Where the caller's frames come from.
    var ring: SpeechRing
    /// Takes what the recogniser has to say, with the number of the utterance.
    var report: @Sendable (SpeechReport, Int) -> Void
}

/// What one recognition thread does: whom it hears next, with which recogniser, and whom it turns away. It has no thread and no clock.
///
/// ```
/// listen -> wake (an utterance begins) -> turn, turn, ... -> wake (it ends) -> turn: the answer -> stop
/// ```
/// A recogniser is lent to a caller for the length of one utterance.
struct RecognitionDesk {
    /// What the time is, for the two kinds of it [ns].
    struct Clocks: Sendable {
        /// The CPU time of the thread.
        var processor: @Sendable () -> Int64
        /// The monotonic clock.
        var now: @Sendable () -> Int64
    }

    /// A caller is heard for at most so long before it is another's turn [ns]: 20 ms of CPU time.
    static let slice: Int64 = 20_000_000
    /// Answers over which their delay is averaged.
    private static let memory: Int64 = 8

    struct Listener {
        var order: ListeningOrder
        var hearing: UtteranceHearing?
        var recognizer: (any Recognizer)?
        var utterance = 0
        /// When its utterance was over, while the answer is being found [ns].
        var endedAt: Int64?
    }

    let engine: any SpeechEngine
    let clocks: Clocks
    /// When answers come later than this, nobody new is listened to [ns].
    let longestDelay: Int64
    var listeners: [ListenerID: Listener] = [:]
    var means: [ListenerID: CepstralMean] = [:]
    /// Whose turn it is, the next first: those whose utterance is over, then the others.
    private var ended: [ListenerID] = []
    private var waiting: [ListenerID] = []
    var idle: [SpeechLanguage: [any Recognizer]] = [:]
    /// How late answers are lately [ns].
    private var usualDelay: Int64 = 0
    /// What was done so far.
    var statistics = RecognitionStatistics()

    /// A desk without recognisers.
    init(engine: any SpeechEngine, longestDelay: Int64, clocks: Clocks) {
        self.engine = engine
        self.longestDelay = longestDelay
        self.clocks = clocks
    }

    /// Loads so many recognisers of a language.
    mutating func load(_ count: Int, of language: SpeechLanguage) throws {
        for _ in 0..<count {
            idle[language, default: []].append(try engine.recognizer(for: language))
            statistics.recognizers += 1
        }
    }

    /// Whether somebody is in the middle of an utterance.
    var isHearing: Bool { statistics.busy > 0 }

    // MARK: Callers

    /// A call begins to listen, unless there is no room.
    mutating func listen(_ id: ListenerID, _ order: ListeningOrder) {
        stop(id)
        if let refusal = refusal(of: order.language) {
            statistics.count(refusal)
            return order.report(.unavailable(refusal.words), 0)
        }
        listeners[id] = Listener(order: order)
    }

    /// There is something new in the call's ring; when its utterance is over its answer goes before what others say.
    mutating func wake(_ id: ListenerID, isOver: Bool) {
        guard listeners[id] != nil else { return }
        waiting.removeAll { $0 == id }
        guard !ended.contains(id) else { return }
        if isOver { ended.append(id) } else { waiting.append(id) }
    }

    /// Looks at the rings of all who speak.
    mutating func wakeSpeakers() {
        for (id, listener) in listeners.sorted(by: { $0.key.number < $1.key.number }) where listener.hearing != nil {
            if !waiting.contains(id) { wake(id, isOver: false) }
        }
    }

    /// The call does not listen any more.
    mutating func stop(_ id: ListenerID) {
        guard listeners[id] != nil else { return }
        drop(id)
        listeners[id] = nil
        waiting.removeAll { $0 == id }
        ended.removeAll { $0 == id }
    }

    /// The call is over: nothing is kept of it.
    mutating func forget(_ id: ListenerID) {
        stop(id)
        means[id] = nil
    }

    /// Why nobody new is listened to; nil when there is room.
    func refusal(of language: SpeechLanguage) -> RecognitionStatistics.Refusal? {
        guard let idle = idle[language] else { return .noModel }
        if idle.isEmpty { return .busy }
        return isHearing && usualDelay > longestDelay ? .slow : nil
    }

    /// Remembers how late an answer was.
    mutating func note(delay: Int64) {
        usualDelay += (delay - usualDelay) / Self.memory
    }

    // MARK: Turns

    private mutating func line(up id: ListenerID) {
        if listeners[id]?.endedAt == nil { waiting.append(id) } else { ended.append(id) }
    }

    /// Hears one caller for one slice; false when there is nothing to be heard.
    mutating func turn() -> Bool {
        guard let id = ended.first ?? waiting.first else { return false }
        if ended.isEmpty { waiting.removeFirst() } else { ended.removeFirst() }
        let start = clocks.processor()
        let isDone = hear(id, until: start + Self.slice)
        statistics.cost += clocks.processor() - start
        // Whose sound did not fit into the slice goes to the end of the line, be it of those who wait for their answers.
        if !isDone { line(up: id) }
        return true
    }
}

extension RecognitionStatistics.Refusal {
    /// What a call's transcript says.
    var words: String {
        switch self {
        case .busy: "every recogniser is busy"
        case .slow: "recognition is too slow"
        case .noModel: "no model"
        }
    }
}
