public import Diagnostics

/// A file beside the flow, one for all languages or one for each.
public struct LanguageFiles: Sendable {
    /// The file for any language that has none of its own.
    public var any: Located<String>?
    /// The files of single languages.
    public var byLanguage: [LanguageTag: Located<String>] = [:]

    /// The file for a language.
    public func file(for language: LanguageTag) -> Located<String>? { byLanguage[language] ?? any }

    /// All of them.
    public var all: [Located<String>] {
        (any.map { [$0] } ?? []) + byLanguage.sorted { $0.key < $1.key }.map(\.value)
    }
}
