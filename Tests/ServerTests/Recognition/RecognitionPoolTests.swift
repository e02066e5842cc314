import Audio
import CallEngine
import IVR
import Logging
import Recognition
import Testing

@testable import Server

@Suite struct `The pool of recognition threads` {
    private static let request = ListeningRequest(
        speech: SpeechRequest(.builtIn(.digits), language: "en-US"), keys: .digits(min: 1, max: 3, terminator: nil), isSensitive: false)

    private func pool(_ engine: ToyEngine, threads: Int = 2) async -> RecognitionPool {
        var wished = Configuration.Recognition()
        wished.threads = threads
        wished.recognizers = 3
        return await RecognitionPool.start(wished, engine: engine, languages: [.english], log: Logger(label: "test"))
    }

    @Test func `loads its recognisers before anybody calls, a share for each thread`() async {
        let pool = await pool(ToyEngine())
        #expect(pool.nodes.map(\.statistics.recognizers) == [2, 2])
        await pool.stop()
    }

    @Test func `hears callers on several threads, each of them whole`() async {
        let engine = ToyEngine()
        let pool = await pool(engine)
        let questions = SpokenQuestions(engine: engine)
        let reports = AsyncStream<String>.makeStream()
        for number: UInt64 in 1...4 {
            let (id, ring) = (ListenerID(number: number), SpeechRing())
            let node = pool.node(of: id)
            node.listen(id, for: Self.request, of: questions, in: ring) { report, utterance in
                if case .answer(let answer) = report { reports.continuation.yield("\(number).\(utterance) \(answer.alternatives.count)") }
            }
            for _ in 0..<50 { ring.push(AudioFrame(repeating: 5)) }
            ring.mark(.began(lead: 49), utterance: 1, at: 0)
            node.wake(id, isOver: false)
            ring.mark(.ended, utterance: 1, at: 0)
            node.wake(id, isOver: true)
        }
        var answers: Set<String> = []
        for await report in reports.stream.prefix(4) { answers.insert(report) }
        #expect(answers == ["1.1 1", "2.1 1", "3.1 1", "4.1 1"])
        #expect(engine.diary.take().count { $0 == "finish 50" } == 4)
        await pool.stop()
    }

    @Test func `hears frames that come while the caller speaks, without being woken`() async {
        let engine = ToyEngine()
        let pool = await pool(engine, threads: 1)
        let reports = AsyncStream<SpeechReport>.makeStream()
        let (id, ring, node) = (ListenerID(number: 1), SpeechRing(), pool.nodes[0])
        node.listen(id, for: Self.request, of: SpokenQuestions(engine: engine), in: ring) { report, _ in reports.continuation.yield(report)
        }
        ring.push(AudioFrame(repeating: 5))
        ring.mark(.began(lead: 0), utterance: 1, at: 0)
        node.wake(id, isOver: false)
        ring.push(AudioFrame(repeating: 5))
        // The end is found by the clock of the node alone.
        ring.mark(.ended, utterance: 1, at: 0)
        for await report in reports.stream.prefix(1) {
            guard case .answer = report else {
                Issue.record("\(report)")
                continue
            }
        }
        await pool.stop()
    }

    @Test func `says why a question cannot be listened for`() async {
        var engine = ToyEngine()
        engine.mute = [.mandarin]
        let pool = await pool(engine, threads: 1)
        let reports = AsyncStream<SpeechReport>.makeStream()
        var request = Self.request
        request.speech.language = "zh-CN"
        pool.nodes[0].listen(ListenerID(number: 1), for: request, of: SpokenQuestions(engine: engine), in: SpeechRing()) { report, _ in
            reports.continuation.yield(report)
        }
        for await report in reports.stream.prefix(1) { #expect(report == .unavailable("the toy is broken")) }
        await pool.stop()
    }
}

@Suite struct `Questions that are spoken` {
    private static func key(_ most: Int, _ language: LanguageTag = "en-US") -> SpokenQuestions.Key {
        SpokenQuestions.Key(
            speech: SpeechRequest(.builtIn(.digits), language: language), keys: .digits(min: 1, max: most, terminator: nil))
    }

    private static func request(_ key: SpokenQuestions.Key) -> ListeningRequest {
        ListeningRequest(speech: key.speech, keys: key.keys, isSensitive: false)
    }

    @Test func `have their words looked up once for each language`() throws {
        let engine = ToyEngine()
        let questions = SpokenQuestions(engine: engine)
        questions.prepare([Self.key(1), Self.key(2), Self.key(3), Self.key(3, "zh-CN")])
        #expect(engine.diary.take().count { $0.hasPrefix("look up") } == 2)
        #expect(questions.count == 4)
        _ = try questions.question(Self.request(Self.key(2))).get()
        #expect(engine.diary.take() == [])
    }

    @Test func `are compiled when nobody foresaw them, once`() throws {
        let engine = ToyEngine()
        let questions = SpokenQuestions(engine: engine)
        for _ in 0..<3 { _ = try questions.question(Self.request(Self.key(4))).get() }
        #expect(engine.diary.take().count == 1)
    }

    /// A question that nobody can listen for, and why.
    struct Impossible: Sendable, CustomTestStringConvertible {
        var key: SpokenQuestions.Key
        var why: String
        var testDescription: String { why }
    }

    @Test(arguments: [
        Impossible(key: key(3, "fr-FR"), why: "speech in fr-FR is not understood"),
        Impossible(key: key(3, "zh-CN"), why: "the toy is broken"),
    ]) func `say why they are not possible`(_ impossible: Impossible) {
        var engine = ToyEngine()
        engine.mute = [.mandarin]
        let questions = SpokenQuestions(engine: engine)
        questions.prepare([impossible.key])
        guard case .failure(let obstacle) = questions.question(Self.request(impossible.key)) else {
            Issue.record("it is possible")
            return
        }
        #expect(obstacle.description == impossible.why)
    }
}
