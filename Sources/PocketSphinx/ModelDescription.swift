import Diagnostics
import Recognition

/// What a description says of one model.
struct ModelDescription {
    var name = ""
    var acoustics = ""
    var dictionary = ""
    var adaptation: String?
    var rate = 0
    var mean: [Float] = []
    var phones: [String] = []
    var decoy: AcousticModel.Decoy?
    var bestFor: Set<SpeechGrammar.Kind> = []
    var advises: Set<SpeechGrammar.Kind> = []
    var choosesFor: Set<SpeechGrammar.Kind> = []
    var listening: [SpeechGrammar.Kind: AcousticModel.Listening] = [:]

    static let keys = KeyTable(
        "the description of models", [Key("models", .list(.mapping(modelKeys)), required: true, "the models, the best first")])
    static let modelKeys = KeyTable(
        "a model",
        [
            Key("name", .text, required: true, "what it is called"),
            Key("acoustics", .text, required: true, "the folder of the acoustic model"),
            Key("dictionary", .text, required: true, "the pronouncing dictionary"),
            Key("adaptation", .text, "a matrix that fits it to telephone sound"),
            Key("rate", .integer(8000...48000), required: true, "the rate of its sound [Hz]"),
            Key("cepstral-mean", .list(.decimal(-500...500)), required: true, "the mean of telephone speech"),
            Key("phones", .list(.text), required: true, "what its words are made of"),
            Key("decoy", .mapping(decoyKeys), "how an answer is told from other sounds"),
            Key("best-for", .list(.choice(kinds)), "the kinds of grammars that it comes before the models above it for"),
            Key("second-opinion-for", .list(.choice(kinds)), "the kinds that it hears, too, where a model above it is used"),
            Key("chooses-for", .list(.choice(kinds)), "the kinds for which it chooses among the answers of a model above it"),
            Key("phrases", .mapping(listeningKeys), required: true, "how phrases are listened for"),
            Key("loop", .mapping(listeningKeys), required: true, "how words in a row are listened for"),
        ])
    fileprivate static let kinds = SpeechGrammar.Kind.allCases.map(\.rawValue)
    static let decoyKeys = KeyTable(
        "the decoy",
        [
            Key("insertion-penalty", .decimal(1e-12...1), required: true, "what each phone costs"),
            Key("beam", .decimal(1e-100...1), required: true, "how unlikely a path may be before it is given up"),
        ])
    static let listeningKeys = KeyTable(
        "how a kind of grammar is listened for",
        [
            Key("insertion-penalty", .decimal(1e-12...1), required: true, "what each word costs"),
            Key("silence-probability", .decimal(1e-12...1), "what a pause between words costs; 0.005 when left out"),
            Key("beam", .decimal(1e-200...1), required: true, "how unlikely a path may be before it is given up"),
            Key("following", .decimal(0...10_000), required: true, "how many frames the first mean counts against what was heard since"),
            Key("second-pass", .decimal(0...10_000), "the same with the utterance's own mean from the start; one pass when left out"),
            Key("all-states", .boolean, "whether all of the model's states are scored in every frame"),
            Key("confidence", .mapping(confidenceKeys), required: true, "from how well an answer fits to how often it is right"),
        ])
    static let confidenceKeys = KeyTable(
        "the confidence",
        [
            Key("bias", .decimal(-100...100), required: true, "what holds whatever was heard"),
            Key("fit", .decimal(-10...10), required: true, "what a better fit is worth"),
            Key("margin", .decimal(-10...10), required: true, "what it is worth to fit better than the decoy"),
            Key("noise", .decimal(0...10), "what each dB of signal-to-noise ratio costs that is missing; 0 when left out"),
            Key("clear", .decimal(0...100), "the ratio from which on none is missing [dB]"),
        ])

    /// Whether a call can go from this model to another: its mean and the looked-up words mean the same there.
    func goesWith(_ other: ModelDescription) -> Bool {
        rate == other.rate && mean == other.mean && dictionary == other.dictionary && phones == other.phones
    }

    /// Reads a file; it has to be without fault.
    static func read(_ octets: [UInt8], path: String) throws(ModelError) -> [ModelDescription] {
        var findings: [Diagnostic] = []
        var models: [ModelDescription] = []
        switch SourceTree.parse(octets, path: path) {
        case .failure(let finding): findings = [finding]
        case .success(let tree):
            var reader = ModelDescriptionReader(findings: Findings(for: tree))
            models = reader.models(tree)
            findings = reader.findings.diagnostics
        }
        guard let first = findings.inReadingOrder().first else { return models }
        throw .faulty(first.description)
    }
}

/// Reads the tree of a description.
private struct ModelDescriptionReader {
    var findings: Findings

    mutating func models(_ tree: SourceTree) -> [ModelDescription] {
        guard let root = tree.root, let reader = MappingReader(root, ModelDescription.keys, &findings) else {
            let start = SourceRange(start: SourceLocation(path: tree.source.path, line: 1, column: 1), length: 1)
            findings.add(Diagnostic(at: start, "the description of models is empty", rule: "missing-key"))
            return []
        }
        var models: [ModelDescription] = []
        for node in reader.list("models", &findings) ?? [] {
            guard let model = model(node) else { continue }
            check(model, after: models, node)
            models.append(model)
        }
        return models
    }

    /// A model that is the best for a kind of grammar is used beside one of those above it.
    private mutating func check(_ model: ModelDescription, after models: [ModelDescription], _ node: SourceNode) {
        let isBeside = !(model.bestFor.isEmpty && model.advises.isEmpty && model.choosesFor.isEmpty)
        guard isBeside, let other = models.first(where: { !model.goesWith($0) }) else { return }
        let message = "`\(model.name)` cannot be used beside `\(other.name)`, which is above it"
        let keys = "`best-for`, `second-opinion-for` or `chooses-for`"
        let hint = "a model with \(keys) has rate, cepstral-mean, dictionary and phones of those above it"
        findings.add(Diagnostic(at: node.range, message, hint: hint, rule: "model-pair"))
    }

    private mutating func model(_ node: SourceNode) -> ModelDescription? {
        guard let reader = MappingReader(node, ModelDescription.modelKeys, &findings) else { return nil }
        var model = ModelDescription()
        model.name = reader.text("name", &findings)?.value ?? ""
        model.acoustics = reader.text("acoustics", &findings)?.value ?? ""
        model.dictionary = reader.text("dictionary", &findings)?.value ?? ""
        model.adaptation = reader.text("adaptation", &findings)?.value
        model.rate = reader.integer("rate", &findings)?.value ?? 0
        for element in reader.list("cepstral-mean", &findings) ?? [] {
            if let value = findings.decimal(element, in: -500...500) { model.mean.append(Float(value.value)) }
        }
        model.phones = (reader.list("phones", &findings) ?? []).compactMap { findings.text($0)?.value }
        if let decoy = reader.mapping("decoy", &findings) {
            let penalty = decoy.decimal("insertion-penalty", &findings)?.value ?? 1
            model.decoy = AcousticModel.Decoy(insertionPenalty: penalty, beam: decoy.decimal("beam", &findings)?.value ?? 1e-48)
        }
        model.bestFor = kinds("best-for", reader)
        model.advises = kinds("second-opinion-for", reader)
        model.choosesFor = kinds("chooses-for", reader)
        for kind in SpeechGrammar.Kind.allCases {
            guard let listening = reader.mapping(kind.rawValue, &findings) else { continue }
            model.listening[kind] = AcousticModel.Listening(
                insertionPenalty: listening.decimal("insertion-penalty", &findings)?.value ?? 1,
                silence: listening.decimal("silence-probability", &findings)?.value ?? Decoder.Settings.usualSilence,
                beam: listening.decimal("beam", &findings)?.value ?? 1e-48,
                following: Float(listening.decimal("following", &findings)?.value ?? 0),
                secondPass: listening.decimal("second-pass", &findings).map { Float($0.value) },
                scoresAllStates: listening.boolean("all-states", &findings)?.value ?? false,
                confidence: calibration(listening))
        }
        return model
    }

    private mutating func kinds(_ key: String, _ reader: MappingReader) -> Set<SpeechGrammar.Kind> {
        let names = (reader.list(key, &findings) ?? []).compactMap { findings.choice($0, of: ModelDescription.kinds)?.value }
        return Set(names.compactMap(SpeechGrammar.Kind.init))
    }

    private mutating func calibration(_ listening: MappingReader) -> AcousticModel.Calibration {
        let reader = listening.mapping("confidence", &findings)
        let numbers = ["bias", "fit", "margin", "noise", "clear"].map { reader?.decimal($0, &findings)?.value ?? 0 }
        return AcousticModel.Calibration(bias: numbers[0], fit: numbers[1], margin: numbers[2], noise: numbers[3], clear: numbers[4])
    }
}
