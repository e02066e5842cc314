import Foundation
import PocketSphinx
import Recognition
import Testing

@Suite struct `Finding models` {
    static func description(_ name: String) -> String {
        """
          - name: \(name)
            acoustics: \(name)
            dictionary: words.dict
            rate: 8000
            cepstral-mean: [40, -1]
            phones: [AA, B]
            phrases: { insertion-penalty: 0.5, beam: 1e-60, following: 200, confidence: { bias: 1, fit: 0, margin: 0.1 } }
            loop: { insertion-penalty: 0.001, beam: 1e-60, following: 100, second-pass: 50, confidence: { bias: 1, fit: 0, margin: 0.1 } }

        """
    }

    @Test func `the first model whose files are there is taken, from whatever folder`() throws {
        let (first, second) = (ModelFolder(), ModelFolder())
        try second.write("models:\n" + Self.description("better") + Self.description("good"), to: "en-US/models.yaml")
        try second.write("", to: "good/mdef")
        try first.write("", to: "en-US/words.dict")
        let library = ModelLibrary(environment: ["HOTLINE_MODELS": first.path], folder: second.path)
        let model = try library.model(for: .english)
        #expect(model.name == "good")
        #expect(model.acoustics == "\(second.path)/good")
        #expect(model.dictionary == "\(first.path)/en-US/words.dict")
        #expect(model.mean == [40, -1])
        #expect(model.listening[.loop]?.secondPass == 50)
        #expect(model.listening[.phrases]?.secondPass == nil)

        try first.write("", to: "en-US/better/mdef")
        #expect(try library.model(for: .english).name == "better")
        #expect(try library.model(for: .english, named: "good").name == "good")
    }

    /// Which of the described models have their files, and which is then used for what.
    struct Choice: Sendable, CustomTestStringConvertible {
        var found: [String]
        var phrases: String
        var digits: String
        var adviser: String?
        var testDescription: String { found.joined(separator: ", ") }
    }

    @Test(arguments: [
        Choice(found: ["exact", "quick", "plain"], phrases: "quick", digits: "exact", adviser: "quick"),
        Choice(found: ["exact", "plain"], phrases: "exact", digits: "exact"),
        Choice(found: ["quick", "plain"], phrases: "quick", digits: "quick"),
        Choice(found: ["plain"], phrases: "plain", digits: "plain"),
    ]) func `each kind of grammar has the model that is best for it, or else the best there is`(_ row: Choice) throws {
        let folder = ModelFolder()
        // The last one is of another sound: it never stands beside the others, as they are above it.
        let descriptions = [Self.description("exact"), Self.quick, Self.description("plain").replacing("8000", with: "16000")]
        try folder.write("models:\n" + descriptions.joined(), to: "en-US/models.yaml")
        try folder.write("", to: "en-US/words.dict")
        for name in row.found { try folder.write("", to: "\(name)/mdef") }
        let models = try ModelLibrary(environment: [:], folder: folder.path).models(for: .english)
        let phrases = try SpeechGrammar(try GrammarDocument(anyOf: ["book a taxi", "one more"]), language: .english)
        #expect(models.model(for: phrases).name == row.phrases)
        for type in [SpokenType.digits(nil), .digits(1...1), .digits(4...4), .digits(7...11)] {
            let grammar = try SpeechGrammar(GrammarDocument(type), language: .english)
            #expect(models.model(for: grammar).name == row.digits, "\(type)")
            #expect(models.adviser(for: grammar)?.name == row.adviser, "\(type)")
        }
        #expect(models.adviser(for: phrases) == nil)
        let names = Set([row.phrases, row.digits])
        #expect(Set(models.models.map(\.name)) == names)
        #expect(models.models.count == names.count)
    }

    @Test func `a model that chooses among answers is no model by itself, unless it is named`() throws {
        let folder = ModelFolder()
        let chooser = Self.description("chooser").replacing("    rate:", with: "    chooses-for: [phrases]\n    rate:")
        try folder.write("models:\n" + Self.description("exact") + chooser, to: "en-US/models.yaml")
        for name in ["words.dict", "chooser/mdef"] { try folder.write("", to: "en-US/\(name)") }
        let library = ModelLibrary(environment: [:], folder: folder.path)
        let missing = ModelError.noModel(language: "en-US", wanted: ["exact", "chooser"], searched: library.path)
        #expect(throws: missing) { try library.models(for: .english) }
        #expect(try library.model(for: .english, named: "chooser").name == "chooser")

        try folder.write("", to: "en-US/exact/mdef")
        let models = try library.models(for: .english)
        let phrases = try SpeechGrammar(try GrammarDocument(anyOf: ["book a taxi", "one more"]), language: .english)
        let digits = try SpeechGrammar(GrammarDocument(.digits(nil)), language: .english)
        #expect([phrases, digits].map { models.model(for: $0).name } == ["exact", "exact"])
        #expect([phrases, digits].map { models.chooser(for: $0)?.name } == ["chooser", nil])
        #expect(models.models.map(\.name) == ["exact"])
        #expect(models.names == ["exact", "chooser"])
        #expect(try library.models(for: .english, named: "exact").choosers.isEmpty)
    }

    @Test func `a model that is named is used for every kind of grammar`() throws {
        let folder = ModelFolder()
        try folder.write("models:\n" + Self.description("exact") + Self.quick, to: "en-US/models.yaml")
        for name in ["words.dict", "exact/mdef", "quick/mdef"] { try folder.write("", to: "en-US/\(name)") }
        let library = ModelLibrary(environment: [:], folder: folder.path)
        #expect(try library.models(for: .english, named: "exact").models.map(\.name) == ["exact"])
        #expect(try library.models(for: .english, named: "quick").models.map(\.name) == ["quick"])
        #expect(try PocketSphinxEngine(library).model(for: .english) == "exact, quick")
    }

    @Test func `without files the wanted models are named`() throws {
        let folder = ModelFolder()
        try folder.write("models:\n" + Self.description("one"), to: "zh-CN/models.yaml")
        let library = ModelLibrary(environment: [:], folder: folder.path)
        let missing = ModelError.noModel(language: "zh-CN", wanted: ["one"], searched: library.path)
        #expect(throws: missing) { try library.model(for: .mandarin) }
        #expect(throws: ModelError.noDescription(language: "en-US", searched: library.path)) { try library.model(for: .english) }
    }

    /// A description of a model that is meant for phrases, and hears words in a row beside the one above it.
    static let quick = description("quick")
        .replacing("    rate:", with: "    best-for: [phrases]\n    second-opinion-for: [loop]\n    rate:")

    /// A description with a mistake, and where it is.
    struct Mistake: Sendable, CustomTestStringConvertible {
        var text: String
        var place: String
        var testDescription: String { text }
    }

    @Test(arguments: [
        Mistake(text: "", place: ":1:1:"),
        Mistake(text: "model: []", place: ":1:1:"),
        Mistake(text: "models:\n  - name: a", place: ":2:5:"),
        Mistake(text: "models:\n" + description("a").replacing("8000", with: "fast"), place: ":5:11:"),
        Mistake(text: "models:\n" + description("a").replacing("0.5", with: "5"), place: ":8:35:"),
        Mistake(text: "models:\n" + quick.replacing("[phrases]", with: "[digits]"), place: ":5:16:"),
        Mistake(text: "models:\n" + quick.replacing("[loop]", with: "[digits]"), place: ":6:26:"),
        Mistake(text: "models:\n" + description("a").replacing("40", with: "41") + quick, place: ":10:5:"),
        Mistake(
            text: "models:\n" + description("a").replacing("40", with: "41") + quick.replacing("    best-for: [phrases]\n", with: ""),
            place: ":10:5:"),
        Mistake(
            text: "models:\n" + description("a").replacing("40", with: "41")
                + description("b").replacing("    rate:", with: "    chooses-for: [loop]\n    rate:"), place: ":10:5:"),
        Mistake(text: "models:\n" + description("a").replacing("0.1 } }", with: "0.1, noise: -1 } }"), place: ":8:120:"),
        Mistake(text: "models:\n" + description("a").replacing("words.dict", with: "other.dict") + quick, place: ":10:5:"),
        Mistake(text: "models:\n" + description("a").replacing("8000", with: "16000") + quick, place: ":10:5:"),
        Mistake(text: "models:\n" + description("a").replacing("[AA, B]", with: "[AA]") + quick, place: ":10:5:"),
    ]) func `a mistake in a description is shown at its place`(_ row: Mistake) throws {
        let folder = ModelFolder()
        try folder.write(row.text, to: "en-US/models.yaml")
        do throws(ModelError) {
            _ = try ModelLibrary(environment: [:], folder: folder.path).model(for: .english)
            Issue.record("it was read")
        } catch {
            #expect(error.description.contains("models.yaml\(row.place)"), "\(error)")
        }
    }

    @Test(arguments: SpeechLanguage.allCases) func `the descriptions of the repository are without fault`(_ language: SpeechLanguage) {
        do throws(ModelError) {
            _ = try TestModel.library.model(for: language)
        } catch {
            guard case .noModel = error else {
                Issue.record("\(error)")
                return
            }
            print("skipped: no \(language.rawValue) model")
        }
    }
}
