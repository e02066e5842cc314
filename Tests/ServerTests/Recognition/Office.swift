import Audio
import CallEngine
import IVR
import Recognition

@testable import Server

/// A desk, and calls that listen at it.
struct Office {
    var desk: RecognitionDesk
    let engine: ToyEngine
    private let reports = Mailbox<String>()
    private(set) var rings: [UInt64: SpeechRing] = [:]

    init(_ engine: ToyEngine = ToyEngine(), recognizers: Int = 2, longestDelay: Int64 = 1000) throws {
        self.engine = engine
        let clock = engine.clock
        desk = RecognitionDesk(
            engine: engine, longestDelay: longestDelay * 1_000_000,
            clocks: RecognitionDesk.Clocks(processor: { clock.now }, now: { clock.now }))
        try desk.load(recognizers, of: .english)
        _ = engine.diary.take()
    }

    static func question() throws -> PreparedQuestion {
        let grammar = try QuestionGrammar(
            SpeechRequest(.builtIn(.digits), language: "en-US"), keys: .digits(min: 1, max: 3, terminator: nil))
        return PreparedQuestion(grammar, words: GrammarWords([], own: Lexicon(), dictionary: [], language: .english))
    }

    /// A call begins to listen.
    mutating func listen(_ number: UInt64, in language: SpeechLanguage = .english) throws {
        let (ring, reports) = (SpeechRing(), reports)
        rings[number] = ring
        desk.listen(
            ListenerID(number: number),
            ListeningOrder(question: try Self.question(), language: language, ring: ring) { report, utterance in
                reports.post("\(number).\(utterance) \(Self.words(report))")
            })
    }

    private static func words(_ report: SpeechReport) -> String {
        switch report {
        case .unavailable(let why): why
        case .partial(let words, _): words.joined(separator: " ")
        case .answer(let answer): answer.alternatives.first?.words ?? "nothing"
        }
    }

    /// The caller begins to speak.
    mutating func begin(_ number: UInt64, utterance: Int = 1, frames: Int) {
        for _ in 0..<frames { rings[number]?.push(AudioFrame(repeating: Int16(number))) }
        rings[number]?.mark(.began(lead: frames - 1), utterance: utterance, at: engine.clock.now)
        desk.wake(ListenerID(number: number), isOver: false)
    }

    /// The caller has ended.
    mutating func end(_ number: UInt64, utterance: Int = 1) {
        rings[number]?.mark(.ended, utterance: utterance, at: engine.clock.now)
        desk.wake(ListenerID(number: number), isOver: true)
    }

    /// Turns until there is nothing to do; returns what was reported.
    mutating func work() -> [String] {
        while desk.turn() {}
        return said()
    }

    func said() -> [String] {
        var all: [String] = []
        reports.take(into: &all)
        return all
    }
}
