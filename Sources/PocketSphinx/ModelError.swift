/// Why a model cannot be used, in words for the person who set the machine up.
public enum ModelError: Error, Hashable, Sendable {
    /// There is no description of models for a language.
    case noDescription(language: String, searched: [String])
    /// None of the described models has its files on the path.
    case noModel(language: String, wanted: [String], searched: [String])
    /// The decoder does not take the model's files.
    case unusable(path: String)
    /// The decoder does not take a word's phones.
    case unusableWord(String, phones: [String])
    /// The decoder does not take a grammar.
    case unusableGrammar
    /// A description has a mistake; the text names its place.
    case faulty(String)
    /// A file that is there cannot be read.
    case unreadable(path: String)
}

extension ModelError: CustomStringConvertible {
    /// One sentence without a full stop.
    public var description: String {
        switch self {
        case .noDescription(let language, let searched):
            "there is no models.yaml for \(language) (looked in \(searched.joined(separator: ", ")))"
        case .noModel(let language, let wanted, let searched):
            "no \(language) model: none of \(wanted.joined(separator: ", ")) is in \(searched.joined(separator: ", ")); `make models` fetches it"
        case .unusable(let path): "the decoder cannot use the model in \(path)"
        case .unusableWord(let word, let phones): "the model has no such sounds: \(word) \(phones.joined(separator: " "))"
        case .unusableGrammar: "the decoder cannot use this grammar"
        case .faulty(let finding): finding
        case .unreadable(let path): "\(path) cannot be read"
        }
    }
}
