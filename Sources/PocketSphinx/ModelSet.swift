public import Recognition

/// The models that a language is listened to with: one that takes every grammar, and others that are better with a kind of them.
///
/// They have the same dictionary and phones, so that words are looked up once, and the same cepstra, so that the mean of a call goes
/// from one to the other; ``ModelLibrary`` sees to that.
public struct ModelSet: Sendable {
    /// A model for each of some kinds of grammars.
    public typealias ByKind = [SpeechGrammar.Kind: AcousticModel]

    /// The best one of those that are there.
    public let best: AcousticModel
    /// Those that are better with a kind of grammar.
    public let others: ByKind
    /// Those that give a second opinion on a kind of grammar.
    public let advisers: ByKind
    /// Those that choose among the answers found for a kind of grammar.
    public let choosers: ByKind

    /// The model for a grammar.
    public func model(for grammar: SpeechGrammar) -> AcousticModel {
        others[Self.kind(of: grammar)] ?? best
    }

    /// The model that hears a grammar, too, and is asked where the two do not agree; nothing for most grammars.
    public func adviser(for grammar: SpeechGrammar) -> AcousticModel? {
        advisers[Self.kind(of: grammar)]
    }

    /// The model that chooses among the answers that were found; nothing for most grammars.
    public func chooser(for grammar: SpeechGrammar) -> AcousticModel? {
        choosers[Self.kind(of: grammar)]
    }

    /// The names of all of them.
    public var names: [String] {
        let names = models.map(\.name)
        return names + Set(choosers.values.map(\.name)).subtracting(names).sorted()
    }

    /// A recogniser that has all of them loaded.
    public func recognizer() throws(ModelError) -> any Recognizer {
        names.count == 1 ? try PocketSphinxRecognizer(best) : try ModelSetRecognizer(self)
    }

    /// Those that hear what is said while it is said, each once, the best one first.
    public var models: [AcousticModel] {
        var models = [best]
        for kind in SpeechGrammar.Kind.allCases {
            for other in [others[kind], advisers[kind]].compactMap(\.self) where !models.contains(where: { $0.name == other.name }) {
                models.append(other)
            }
        }
        return models
    }

    /// One digit alone is as short and as like the others as digits in a row: the same model is good at both.
    private static func kind(of grammar: SpeechGrammar) -> SpeechGrammar.Kind {
        grammar.hasOnlyDigits ? .loop : grammar.kind
    }
}
