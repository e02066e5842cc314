import Audio
import AudioFiles
import Foundation
import PocketSphinx
import Recognition
import Testing

@Suite struct `A recogniser with a model` {
    /// A model that may be there, by its language and name.
    struct Candidate: Sendable, CustomTestStringConvertible {
        var language: SpeechLanguage
        var name: String
        var testDescription: String { name }
    }

    static let candidates = [
        Candidate(language: .english, name: "en-us"),
        Candidate(language: .english, name: "hub4wsj_sc_8k"),
        Candidate(language: .english, name: "hub4wsj_ptm_8k"),
        Candidate(language: .mandarin, name: "tdt_sc_8k"),
    ]

    static func ready(_ model: AcousticModel, _ type: SpokenType, _ language: SpeechLanguage) throws -> ReadyGrammar {
        let grammar = try SpeechGrammar(GrammarDocument(type), language: language)
        return ReadyGrammar(grammar, words: try model.words(of: grammar, language: language))
    }

    /// Silence as a line has it: exact zeros.
    static func hear(seconds: Double, by recognizer: PocketSphinxRecognizer) -> Hearing {
        recognizer.begin(with: nil)
        let silence = [Int16](repeating: 0, count: 160)
        for _ in 0..<Int(seconds * 50) { recognizer.hear(silence.span) }
        return recognizer.finish()
    }

    @Test(arguments: candidates) func `knows the sounds of every built-in grammar`(_ row: Candidate) throws {
        guard let model = TestModel.find(row.language, named: row.name) else { return }
        let recognizer = try PocketSphinxRecognizer(model)
        let all = GrammarDocument(root: .alternatives(SpokenType.names.map { .reference($0) }))
        let grammar = try SpeechGrammar(all, language: row.language)
        let words = try model.words(of: grammar, language: row.language)
        #expect(words.guesses.isEmpty)
        try recognizer.listen(for: ReadyGrammar(grammar, words: words))
    }

    @Test(arguments: candidates) func `takes zeros without falling over, and nothing at all`(_ row: Candidate) throws {
        guard let model = TestModel.find(row.language, named: row.name) else { return }
        let recognizer = try PocketSphinxRecognizer(model)
        try recognizer.listen(for: try Self.ready(model, .boolean, row.language))
        let hearing = Self.hear(seconds: 1, by: recognizer)
        let isFinite = hearing.mean.values.allSatisfy { $0.isFinite }
        #expect(isFinite)
        #expect(hearing.alternatives.isEmpty)
        #expect(Self.hear(seconds: 0, by: recognizer).alternatives.isEmpty)
    }

    @Test(arguments: candidates) func `makes no words of a line's own noise`(_ row: Candidate) throws {
        guard let model = TestModel.find(row.language, named: row.name) else { return }
        let recognizer = try PocketSphinxRecognizer(model)
        let ready = try Self.ready(model, .digits(nil), row.language)
        // -70 dBov, and the same noise 40 dB louder.
        let noise = (0..<8000).map { Int16($0 * $0 * 31 % 37 - 18) }
        #expect(try Self.hear(noise, ready, nil, by: recognizer).alternatives.isEmpty)
        #expect(try Self.hear(noise.map { $0 * 100 }, ready, nil, by: recognizer).frames > 90)
    }

    @Test(arguments: candidates) func `hears the same after any other utterance`(_ row: Candidate) throws {
        guard let model = TestModel.find(row.language, named: row.name) else { return }
        let recognizer = try PocketSphinxRecognizer(model)
        let (digits, boolean) = (try Self.ready(model, .digits(nil), row.language), try Self.ready(model, .boolean, row.language))
        let first = try Self.hear(Self.hum, digits, nil, by: recognizer)
        try #require(!first.alternatives.isEmpty)
        _ = try Self.hear(Array(Self.hum.prefix(3000)), digits, nil, by: recognizer)
        _ = Self.hear(seconds: 0.4, by: recognizer)
        _ = try Self.hear(Self.hum.reversed(), boolean, nil, by: recognizer)
        #expect(try Self.hear(Self.hum, digits, nil, by: recognizer) == first)
    }

    @Test func `the recogniser of an engine hears each grammar with the model that is best for it, and with one mean`() throws {
        guard let models = try? TestModel.library.models(for: .english), !models.others.isEmpty else {
            print("skipped: no two English models that go together")
            return
        }
        let both = try PocketSphinxEngine(TestModel.library).recognizer(for: .english)
        var mean: CepstralMean?
        for type in [SpokenType.digits(nil), .boolean, .digits(4...4), .date, .digits(nil)] {
            let ready = try Self.ready(models.best, type, .english)
            let alone = try PocketSphinxRecognizer(models.model(for: ready.grammar))
            let (heard, expected) = (
                try Self.hear(Self.hum, ready, mean, by: both), try Self.hear(Self.hum, ready, mean, by: alone)
            )
            // Of two answers the other model's may be the one.
            if models.adviser(for: ready.grammar) == nil { #expect(heard == expected, "\(type)") }
            #expect(heard.mean == expected.mean, "\(type)")
            mean = heard.mean
        }
    }

    @Test func `where two models do not agree both answers are looked at, a step at a time`() throws {
        guard let models = try? TestModel.library.models(for: .english), let adviser = models.advisers[.loop] else {
            print("skipped: no two English models that go together")
            return
        }
        let ready = try Self.ready(models.best, .digits(nil), .english)
        let answers = try [models.best, adviser].map { try Self.hear(Self.hum, ready, nil, by: try PocketSphinxRecognizer($0)) }
        let words = Set(answers.compactMap { $0.alternatives.first?.words })
        // Else the hum is the wrong sound for this test.
        try #require(words.count == 2)
        let both = try models.recognizer()
        let heard = try Self.hear(Self.hum, ready, nil, by: both)
        #expect(Set(heard.alternatives.map(\.words)) == words)
        #expect(heard.alternatives.map(\.confidence).reduce(0, +) <= 1)
        #expect(heard.alternatives[0].confidence >= heard.alternatives[1].confidence)
        // The end, and half a second by tenths; whoever drops it on the way leaves nothing behind.
        for taken in 0...6 {
            try Self.dropHum(ready, after: taken, by: both)
            #expect(try Self.hear(Self.hum, ready, nil, by: both) == heard, "after \(taken) steps")
        }
    }

    @Test func `what one of two models hears no words in is no answer`() throws {
        guard let models = try? TestModel.library.models(for: .english), let adviser = models.advisers[.loop] else {
            print("skipped: no two English models that go together")
            return
        }
        let ready = try Self.ready(models.best, .digits(nil), .english)
        let hiss = Self.hiss
        // Else the hiss is the wrong sound for this test.
        try #require(!Self.hear(hiss, ready, nil, by: PocketSphinxRecognizer(models.best)).alternatives.isEmpty)
        try #require(Self.hear(hiss, ready, nil, by: PocketSphinxRecognizer(adviser)).alternatives.isEmpty)
        #expect(try Self.hear(hiss, ready, nil, by: models.recognizer()).alternatives.isEmpty)
    }

    /// A second of white noise, at -29 dBov.
    static let hiss: [Int16] = {
        var state: UInt32 = 7
        return (0..<8000).map { _ in
            state = state &* 1_664_525 &+ 1_013_904_223
            return Int16(truncatingIfNeeded: (Int(state >> 16) - 32768) / 16)
        }
    }()

    /// A buzz that comes and goes, half a second of it.
    static let hum: [Int16] = (0..<4000).map { (index: Int) -> Int16 in
        let level = index / 400 % 2 == 0 ? 50 : 5
        return Int16((index * 37 % 80 - 40) * level)
    }

    static func hear(_ samples: [Int16], _ grammar: ReadyGrammar, _ mean: CepstralMean?, by recognizer: any Recognizer) throws -> Hearing {
        try recognizer.listen(for: grammar)
        recognizer.begin(with: mean)
        recognizer.hear(samples.span)
        return recognizer.finish()
    }

    /// Hears the hum, takes so many steps after its end, and wants to know no more.
    static func dropHum(_ grammar: ReadyGrammar, after steps: Int, by recognizer: any Recognizer) throws {
        try recognizer.listen(for: grammar)
        recognizer.begin(with: nil)
        recognizer.hear(hum.span)
        for _ in 0..<steps { #expect(recognizer.conclude() == nil) }
        recognizer.drop()
    }

    /// A model that is half sure of whatever it hears.
    static func unsure(_ row: Candidate) -> AcousticModel? {
        guard var model = TestModel.find(row.language, named: row.name) else { return nil }
        for kind in SpeechGrammar.Kind.allCases {
            model.listening[kind]?.confidence.bias = 0
            model.listening[kind]?.confidence.fit = 0
            model.listening[kind]?.confidence.margin = 0
            model.listening[kind]?.confidence.noise = 0
        }
        return model
    }

    @Test(arguments: candidates) func `tells what else may have been said when unsure, a step at a time`(_ row: Candidate) throws {
        guard let model = Self.unsure(row) else { return }
        let recognizer = try PocketSphinxRecognizer(model)
        try recognizer.listen(for: try Self.ready(model, .digits(1...2), row.language))
        recognizer.begin(with: nil)
        recognizer.hear(Self.hum.span)
        var (steps, heard) = (0, Hearing?.none)
        while heard == nil {
            heard = recognizer.conclude()
            steps += 1
        }
        // The end, and by tenths of a second what was taken for words of the half second.
        #expect(steps >= 3)
        let alternatives = try #require(heard).alternatives
        #expect(alternatives.map(\.confidence) == [0.5, 0.5])
        #expect(Set(alternatives.map(\.words)).count == 2)
    }

    @Test(arguments: candidates) func `hears the same again whether steps were taken or not`(_ row: Candidate) throws {
        guard let model = Self.unsure(row) else { return }
        let recognizer = try PocketSphinxRecognizer(model)
        let ready = try Self.ready(model, .digits(1...2), row.language)
        let first = try Self.hear(Self.hum, ready, nil, by: recognizer)
        for taken in 0...2 {
            try Self.dropHum(ready, after: taken, by: recognizer)
            #expect(try Self.hear(Self.hum, ready, nil, by: recognizer) == first, "after \(taken) steps")
        }
    }

    @Test func `of two answers the one is taken that another model finds better, too, a step at a time`() throws {
        guard let models = try? TestModel.library.models(for: .mandarin), models.choosers[.phrases] != nil else {
            print("skipped: no two Mandarin models that go together")
            return
        }
        let ready = try Self.ready(models.best, .boolean, .mandarin)
        let alone = try Self.hear(Self.hum, ready, nil, by: PocketSphinxRecognizer(models.best))
        let both = try models.recognizer()
        try both.listen(for: ready)
        both.begin(with: nil)
        both.hear(Self.hum.span)
        var (steps, heard) = (0, Hearing?.none)
        while heard == nil, steps < 100 {
            heard = both.conclude()
            steps += 1
        }
        let chosen = try #require(heard)
        let words = Set(chosen.alternatives.map(\.words))
        // Else the hum is the wrong sound for this test: the end, the second best by tenths of a second, and as long a choice.
        try #require(words.count == 2 && steps >= 6)
        #expect(words.contains(try #require(alone.alternatives.first).words))
        #expect(chosen.alternatives[0].confidence >= chosen.alternatives[1].confidence)
        #expect(abs(chosen.alternatives.map(\.confidence).reduce(0, +) - alone.alternatives[0].confidence) < 1e-9)
        #expect(chosen.mean == alone.mean)
        #expect(chosen.signalToNoise == alone.signalToNoise)
        for taken in 0..<steps {
            try Self.dropHum(ready, after: taken, by: both)
            #expect(try Self.hear(Self.hum, ready, nil, by: both) == chosen, "after \(taken) steps")
        }
    }

    @Test func `a word that the model cannot say is an error`() throws {
        guard let model = TestModel.find(.english) else { return }
        var own = Lexicon()
        own.add("hello", ["HH", "XX"])
        let grammar = try SpeechGrammar(try GrammarDocument(anyOf: ["hello"]), language: .english)
        let words = try model.words(of: grammar, own: own, language: .english)
        let recognizer = try PocketSphinxRecognizer(model)
        #expect(throws: ModelError.unusableWord("hello", phones: ["HH", "XX"])) {
            try recognizer.listen(for: ReadyGrammar(grammar, words: words))
        }
    }
}
