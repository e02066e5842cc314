import Foundation
public import IVR

extension PromptCatalog {
    /// How long the prompts are that have a sound.
    var lengths: [LanguageTag: [PromptName: Duration]] {
        Self.lengths(of: entries)
    }

    /// How long the prompts of a folder are, as far as that is known without having anything spoken: recordings, and what was spoken
    /// before.
    public static func knownLengths(in folder: String, _ configuration: Configuration) -> [LanguageTag: [PromptName: Duration]] {
        let voices = Voices(configuration)
        let entries = read(folder: folder).prompts.compactMap { draft -> PromptEntry? in
            guard let (found, samples) = draft.finishedAtOnce(voices) else { return nil }
            var entry = found
            entry.duration = samples.count / 8
            return entry
        }
        return lengths(of: entries)
    }

    private static func lengths(of entries: [PromptEntry]) -> [LanguageTag: [PromptName: Duration]] {
        let known = entries.filter { !$0.isVocabulary && $0.duration > 0 }
        return Dictionary(grouping: known, by: \.clip.language).mapValues { entries in
            Dictionary(entries.map { (PromptName($0.clip.name), Duration.milliseconds($0.duration)) }) { first, _ in first }
        }
    }
}
