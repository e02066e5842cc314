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

    /// The questions of a flow that asks for up to three digits.
    private static func questions(_ engine: ToyEngine) throws -> SpokenQuestions {
        SpokenQuestions([try SpokenFlow.grammars(languages: ["en-US", "zh-CN"])], engine: engine)
    }

    private func pool(_ engine: ToyEngine, threads: Int = 2) async -> RecognitionPool {
        var wished = Configuration.Recognition()
        wished.threads = threads
        wished.recognizers = 3
        let pool = RecognitionPool(wished, engine: engine, log: Logger(label: "test"))
        await pool.listen(in: [.english])
        return pool
    }

    @Test func `loads its recognisers before anybody calls, a share for each thread`() async {
        let pool = await pool(ToyEngine())
        #expect(pool.nodes.map(\.statistics.recognizers) == [2, 2])
        await pool.stop()
    }

    @Test func `grows by a language, once`() async {
        let pool = await pool(ToyEngine())
        #expect(pool.hears(["en-US"]) && !pool.hears(["zh-CN"]))
        await pool.listen(in: [.english, .mandarin])
        #expect(pool.hears(["zh-CN"]))
        #expect(pool.nodes.map(\.statistics.recognizers) == [4, 4])
        await pool.stop()
    }

    @Test func `hears callers on several threads, each of them whole`() async throws {
        let engine = ToyEngine()
        let pool = await pool(engine)
        let questions = try Self.questions(engine)
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

    @Test func `hears frames that come while the caller speaks, without being woken`() async throws {
        let engine = ToyEngine()
        let pool = await pool(engine, threads: 1)
        let reports = AsyncStream<SpeechReport>.makeStream()
        let (id, ring, node) = (ListenerID(number: 1), SpeechRing(), pool.nodes[0])
        node.listen(id, for: Self.request, of: try Self.questions(engine), in: ring) { report, _ in reports.continuation.yield(report)
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

    @Test func `says why a question cannot be listened for`() async throws {
        var engine = ToyEngine()
        engine.mute = [.mandarin]
        let pool = await pool(engine, threads: 1)
        let reports = AsyncStream<SpeechReport>.makeStream()
        var request = Self.request
        request.speech.language = "zh-CN"
        pool.nodes[0].listen(ListenerID(number: 1), for: request, of: try Self.questions(engine), in: SpeechRing()) { report, _ in
            reports.continuation.yield(report)
        }
        for await report in reports.stream.prefix(1) { #expect(report == .unavailable("the toy is broken")) }
        await pool.stop()
    }
}

/// A flow that asks for up to three digits.
enum SpokenFlow {
    static func text(lexicon: String? = nil) -> String {
        """
        flow: f
        language: en-US
        \(lexicon == nil ? "" : "lexicon: own.dict")
        start: ask
        variables:
          number: digits
        steps:
          ask:
            gather: { prompt: ask, digits: { min: 1, max: 3 }, speech: digits, into: number }
            next: bye
            no-input: bye
            no-match: bye
          bye:
            hangup: done
        """
    }

    static func grammars(languages: Set<LanguageTag>, lexicon: String? = nil) throws -> FlowGrammars {
        let (flow, diagnostics) = FlowParser.parse(text: text(lexicon: lexicon), path: "f.yaml")
        return FlowGrammars(
            try #require(flow, "\(diagnostics)"), languages: languages, octets: lexicon.map { ["own.dict": Array($0.utf8)] } ?? [:])
    }
}

@Suite struct `Questions that are spoken` {
    private static func request(_ most: Int, _ language: LanguageTag = "en-US") -> ListeningRequest {
        ListeningRequest(
            speech: SpeechRequest(.builtIn(.digits), language: language), keys: .digits(min: 1, max: most, terminator: nil),
            isSensitive: false)
    }

    @Test func `have their words looked up once for each language`() throws {
        let engine = ToyEngine()
        let flow = try SpokenFlow.grammars(languages: ["en-US", "zh-CN"])
        let questions = SpokenQuestions([flow, flow], engine: engine)
        #expect(engine.diary.take().count == 2)
        #expect(questions.count == flow.questions.count)
        for language: LanguageTag in ["en-US", "zh-CN"] { _ = try questions.question(Self.request(3, language)).get() }
    }

    @Test func `are said as their own flow's lexicon has it`() throws {
        let engine = ToyEngine()
        let flows = [
            try SpokenFlow.grammars(languages: ["en-US"], lexicon: "three T R IY\n"), try SpokenFlow.grammars(languages: ["en-US"]),
        ]
        let question = try SpokenQuestions(flows, engine: engine).question(Self.request(3)).get()
        #expect(question.ready.words.lexicon["three"] == [["T", "R", "IY"]])
        #expect(engine.diary.take().count == 2)
    }

    /// A question that nobody can listen for, and why.
    struct Impossible: Sendable, CustomTestStringConvertible {
        var most: Int
        var language: LanguageTag
        var why: String
        var testDescription: String { why }
    }

    @Test(arguments: [
        Impossible(most: 4, language: "en-US", why: "this question in en-US was not foreseen"),
        Impossible(most: 3, language: "zh-CN", why: "the toy is broken"),
    ]) func `say why they are not possible`(_ impossible: Impossible) throws {
        var engine = ToyEngine()
        engine.mute = [.mandarin]
        let questions = SpokenQuestions([try SpokenFlow.grammars(languages: ["en-US", "zh-CN"])], engine: engine)
        let question = questions.question(Self.request(impossible.most, impossible.language))
        guard case .failure(let obstacle) = question else {
            Issue.record("it is possible")
            return
        }
        #expect(obstacle.description == impossible.why)
    }
}
