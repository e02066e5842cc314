/// What a recognition thread has done so far.
struct RecognitionStatistics: Sendable {
    /// What became of an utterance.
    enum Outcome: String, CaseIterable, Sendable {
        /// It was something that the question takes.
        case understood
        /// It was nothing that the question takes.
        case unintelligible
        /// Nobody wanted to know any more.
        case dropped
        /// The recogniser failed.
        case failed
    }

    /// Why nobody listened.
    enum Refusal: String, CaseIterable, Sendable {
        /// Every recogniser of the language has a caller.
        case busy
        /// Answers came too late already.
        case slow
        /// There is no model for the language.
        case noModel = "no_model"
    }

    /// Upper bounds of the classes of answer delays [ns]; the last class has none.
    static let bounds: [Int64] = [20, 50, 100, 150, 200, 300, 500, 1000, 2000].map { $0 * 1_000_000 }

    /// Utterances by what became of them.
    private(set) var utterances: [Outcome: UInt64] = [:]
    /// Questions that went on with keys alone, by the reason.
    private(set) var refusals: [Refusal: UInt64] = [:]
    /// Answers by the class of their delay, from the last frame of the utterance on.
    private(set) var delays = InlineArray<10, UInt64>(repeating: 0)
    /// All delays together [ns].
    private(set) var totalDelay: Int64 = 0
    /// The longest one [ns].
    private(set) var worstDelay: Int64 = 0
    /// Frames that were heard.
    var heard: UInt64 = 0
    /// Frames that were too late to be heard.
    var lost: UInt64 = 0
    /// The CPU time of all of it [ns].
    var cost: Int64 = 0
    /// Recognisers there are.
    var recognizers = 0
    /// Recognisers that have a caller.
    var busy = 0

    /// Counts an utterance that was not answered.
    mutating func count(_ outcome: Outcome) {
        utterances[outcome, default: 0] += 1
    }

    /// Counts a question that nobody listens to.
    mutating func count(_ refusal: Refusal) {
        refusals[refusal, default: 0] += 1
    }

    /// Counts an answer that came so long after the end of the utterance [ns].
    mutating func countAnswer(_ outcome: Outcome, after delay: Int64) {
        count(outcome)
        let delay = max(0, delay)
        let place = Self.bounds.firstIndex { delay <= $0 } ?? Self.bounds.count
        delays[place] += 1
        totalDelay += delay
        worstDelay = max(worstDelay, delay)
    }

    /// CPU seconds for each second of speech; nil when nothing was heard.
    var realTimeFactor: Double? {
        heard == 0 ? nil : Double(cost) / (Double(heard) * 20e6)
    }

}
