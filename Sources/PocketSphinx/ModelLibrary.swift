import Diagnostics
import Foundation
public import Recognition

/// Finds models: where to look, what the descriptions say, which files are there.
///
/// Each folder of the path has folders for languages. A description, `en-US/models.yaml`, lists models in order of preference; the
/// files of a model may be in another folder of the path than its description.
public struct ModelLibrary: Sendable {
    /// Where Debian puts models.
    public static let systemFolder = "/usr/share/pocketsphinx/model"

    /// The folders, the first to be looked at first.
    public let path: [String]

    /// A library of folders.
    ///
    /// - Parameters:
    ///   - environment: `HOTLINE_MODELS`, folders with colons between, is looked at first.
    ///   - folder: what the configuration names.
    public init(environment: [String: String], folder: String) {
        let first = (environment["HOTLINE_MODELS"] ?? "").split(separator: ":").map(String.init)
        path = first + [folder, ModelLibrary.systemFolder]
    }

    /// The best model for a language whose files are there; the best of a certain name when one is given.
    public func model(for language: SpeechLanguage, named name: String? = nil) throws(ModelError) -> AcousticModel {
        try models(for: language, named: name).best
    }

    /// The best models for a language whose files are there, for every kind of grammar; a certain one for all kinds when a name is given.
    public func models(for language: SpeechLanguage, named name: String? = nil) throws(ModelError) -> ModelSet {
        let descriptions = try descriptions(for: language)
        let wanted = name.map { [$0] } ?? descriptions.map(\.name)
        let found = descriptions.filter { wanted.contains($0.name) }.compactMap { located($0, language: language) }
        // A model that chooses among answers is not meant to find them.
        guard let best = found.first(where: { $0.choosesFor.isEmpty || name != nil }) else {
            throw .noModel(language: language.rawValue, wanted: wanted, searched: path)
        }
        var (others, advisers, choosers): (ModelSet.ByKind, ModelSet.ByKind, ModelSet.ByKind) = ([:], [:], [:])
        for kind in SpeechGrammar.Kind.allCases {
            let chosen = found.first { $0.bestFor.contains(kind) } ?? best
            if chosen.name != best.name { others[kind] = chosen }
            advisers[kind] = found.first { $0.advises.contains(kind) && $0.name != chosen.name }
            choosers[kind] = found.first { $0.choosesFor.contains(kind) && $0.name != chosen.name }
        }
        return ModelSet(best: best, others: others, advisers: advisers, choosers: choosers)
    }

    private func descriptions(for language: SpeechLanguage) throws(ModelError) -> [ModelDescription] {
        for folder in path {
            let file = "\(folder)/\(language.rawValue)/models.yaml"
            guard let octets = FileManager.default.contents(atPath: file) else { continue }
            return try ModelDescription.read(Array(octets), path: file)
        }
        throw .noDescription(language: language.rawValue, searched: path)
    }

    private func located(_ description: ModelDescription, language: SpeechLanguage) -> AcousticModel? {
        guard let acoustics = find(description.acoustics, language, marker: "/mdef") else { return nil }
        guard let dictionary = find(description.dictionary, language) else { return nil }
        var adaptation: String?
        if let name = description.adaptation {
            adaptation = find(name, language)
            // Without its matrix the model is another one, with other numbers.
            guard adaptation != nil else { return nil }
        }
        return AcousticModel(
            name: description.name, acoustics: acoustics, dictionary: dictionary, adaptation: adaptation, rate: description.rate,
            mean: description.mean, phones: description.phones,
            decoy: description.decoy, bestFor: description.bestFor, advises: description.advises,
            choosesFor: description.choosesFor, listening: description.listening)
    }

    private func find(_ name: String, _ language: SpeechLanguage, marker: String = "") -> String? {
        path.flatMap { ["\($0)/\(language.rawValue)/\(name)", "\($0)/\(name)"] }
            .first { FileManager.default.fileExists(atPath: $0 + marker) }
    }
}

extension AcousticModel {
    /// Looks up how the words of a grammar are said.
    public func words(of grammar: SpeechGrammar, own: Lexicon = Lexicon(), language: SpeechLanguage) throws(ModelError) -> GrammarWords {
        try words(grammar.graph.words, own: own, language: language)
    }

    /// Looks words up in the lexicon that is given, then in the model's dictionary.
    func words(_ words: [String], own: Lexicon, language: SpeechLanguage) throws(ModelError) -> GrammarWords {
        guard let octets = FileManager.default.contents(atPath: dictionary) else { throw .unreadable(path: dictionary) }
        return GrammarWords(words, own: own, dictionary: Array(octets), language: language)
    }
}
