import Audio
import Recognition
import Synchronization

/// A clock that only work moves.
final class ToyClock: Sendable {
    private let time = Atomic<Int64>(0)
    /// The time [ns].
    var now: Int64 { time.load(ordering: .relaxed) }
    /// Lets time pass [ms].
    func pass(_ milliseconds: Int64) { time.wrappingAdd(milliseconds * 1_000_000, ordering: .relaxed) }
}

/// What the recognisers of a test did, in order.
final class ToyDiary: Sendable {
    private let entries = Mutex<[String]>([])
    func note(_ entry: String) { entries.withLock { $0.append(entry) } }
    /// The entries so far; they are forgotten.
    func take() -> [String] {
        entries.withLock { entries in
            defer { entries = [] }
            return entries
        }
    }
}

/// Makes recognisers that understand "one two three" in any sound, at a price in time.
struct ToyEngine: SpeechEngine {
    /// Why the toy breaks.
    struct Broken: Error, CustomStringConvertible {
        var description: String { "the toy is broken" }
    }

    var clock = ToyClock()
    var diary = ToyDiary()
    /// What a frame costs, and each step after the end of an utterance [ms].
    var costs: (frame: Int64, step: Int64) = (1, 10)
    /// How many steps the end takes.
    var steps = 5
    /// The languages without a model.
    var mute: Set<SpeechLanguage> = []
    /// Whether the recognisers refuse every grammar.
    var breaks = false

    func model(for language: SpeechLanguage) throws -> String {
        guard !mute.contains(language) else { throw Broken() }
        return "toy"
    }

    func recognizer(for language: SpeechLanguage) throws -> any Recognizer {
        guard !mute.contains(language) else { throw Broken() }
        diary.note("load")
        return ToyRecognizer(engine: self)
    }

    func words(_ words: [String], own: Lexicon, language: SpeechLanguage) throws -> GrammarWords {
        guard !mute.contains(language) else { throw Broken() }
        diary.note("look up \(words.count)")
        return GrammarWords(words, own: own, dictionary: [], language: language)
    }
}

/// One of them. Frames are told apart by their first sample: it names who speaks.
final class ToyRecognizer: Recognizer {
    private let engine: ToyEngine
    private var heard: [Int16: Int] = [:]
    private var steps = 0

    init(engine: ToyEngine) { self.engine = engine }

    func listen(for grammar: ReadyGrammar) throws {
        if engine.breaks { throw ToyEngine.Broken() }
    }

    func begin(with mean: CepstralMean?) {
        heard = [:]
        steps = 0
        engine.diary.note("begin \(mean.map { "\($0.weight)" } ?? "anew")")
    }

    func hear(_ samples: Span<Int16>) {
        engine.clock.pass(engine.costs.frame)
        heard[samples[0], default: 0] += 1
        engine.diary.note("hear \(samples[0])")
    }

    var partial: [String] { [] }

    func conclude() -> Hearing? {
        engine.clock.pass(engine.costs.step)
        steps += 1
        guard steps == engine.steps else {
            engine.diary.note("step \(steps)")
            return nil
        }
        let frames = heard.values.reduce(0, +)
        engine.diary.note("finish \(frames)")
        let words = Hearing.Alternative(words: ["one", "two", "three"], value: nil, confidence: 0.9, margin: 0, fit: 0)
        return Hearing(alternatives: [words], frames: frames, spoken: frames, mean: CepstralMean([1], weight: Float(frames)))
    }

    func drop() { engine.diary.note("drop") }
}
