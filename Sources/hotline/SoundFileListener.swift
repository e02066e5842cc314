import Audio
import AudioFiles
import Diagnostics
import Foundation
import PocketSphinx
import Recognition

/// Listens to sound files, one after the other, as a call would: in frames of 20 ms.
struct SoundFileListener {
    /// What was heard in a file, and what it cost.
    struct Result {
        var hearing: Hearing
        /// The name of the model that heard it; of two when one gives a second opinion or chooses.
        var model: String
        /// How long the file sounds [s].
        var seconds: Double
        /// The CPU time of all of it [s].
        var cost: Double
        /// The CPU time from the last sample to the answer [s].
        var costAfterEnd: Double
    }

    /// What is to be said of the grammar's words.
    let warnings: [String]
    private let recognizer: any Recognizer
    private let model: String

    init(_ source: (grammar: SpeechGrammar, lexicon: Lexicon), language: SpeechLanguage, models: String, model name: String?) throws {
        let library = ModelLibrary(environment: ProcessInfo.processInfo.environment, folder: models)
        let models = try library.models(for: language, named: name)
        let words = try models.best.words(of: source.grammar, own: source.lexicon, language: language)
        warnings = words.guesses.map(\.warning)
        recognizer = try models.recognizer()
        let used = [models.model(for: source.grammar), models.adviser(for: source.grammar), models.chooser(for: source.grammar)]
        model = used.compactMap(\.?.name).joined(separator: " + ")
        try recognizer.listen(for: ReadyGrammar(source.grammar, words: words))
    }

    /// Hears one file. Each is a call of its own.
    func listen(to path: String) throws -> Result {
        let clip = try SoundInput(raw: nil, rate: nil).read(path)
        let start = Self.processorTime
        recognizer.begin(with: nil)
        for first in stride(from: 0, to: clip.samples.count, by: AudioFrame.sampleCount) {
            let end = min(first + AudioFrame.sampleCount, clip.samples.count)
            recognizer.hear(clip.samples.span.extracting(first..<end))
        }
        let lastSample = Self.processorTime
        let hearing = recognizer.finish()
        let end = Self.processorTime
        return Result(
            hearing: hearing, model: model, seconds: clip.seconds, cost: end - start, costAfterEnd: end - lastSample)
    }

    /// The CPU time of this process [s].
    private static var processorTime: Double { Double(clock()) / Double(CLOCKS_PER_SEC) }

    /// Why a file cannot be heard, in one sentence.
    static func reason(_ error: any Error) -> String {
        (error as? SoundInputError)?.description ?? error.localizedDescription
    }
}

extension SoundFileListener.Result {
    /// One line for people and for `cut`.
    func line(path: String) -> String {
        let best = hearing.alternatives.first
        return [path, hearing.text, best?.value?.description ?? "", Self.text(best?.confidence ?? 0, places: 2)].joined(separator: "\t")
    }

    /// One JSON object.
    func json(path: String) -> String {
        let alternatives = hearing.alternatives.map { alternative in
            let value = alternative.value.map { JSONString.quoted($0.description) } ?? "null"
            return "{\"text\":\(JSONString.quoted(alternative.words.joined(separator: " "))),\"value\":\(value),"
                + "\"confidence\":\(Self.text(alternative.confidence, places: 3)),\"margin\":\(Self.text(alternative.margin, places: 2))}"
        }
        let best = hearing.alternatives.first
        let ratio = hearing.signalToNoise.map { Self.text($0, places: 1) } ?? "null"
        return "{\"file\":\(JSONString.quoted(path)),\"model\":\(JSONString.quoted(model)),\"text\":\(JSONString.quoted(hearing.text)),"
            + "\"value\":\(best?.value.map { JSONString.quoted($0.description) } ?? "null"),"
            + "\"confidence\":\(Self.text(best?.confidence ?? 0, places: 3)),\"alternatives\":[\(alternatives.joined(separator: ","))],"
            + "\"signalToNoise\":\(ratio),"
            + "\"seconds\":\(Self.text(seconds, places: 3)),\"cpu\":\(Self.text(cost, places: 4)),"
            + "\"cpuAfterEnd\":\(Self.text(costAfterEnd, places: 4))}"
    }

    static func text(_ number: Double, places: Int) -> String {
        String(format: "%.\(places)f", number)
    }
}
