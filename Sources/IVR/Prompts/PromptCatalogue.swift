public import Diagnostics

/// What a prompt of the catalogue is made of, when nobody has recorded it.
public enum PromptSource: Hashable, Sendable {
    /// Synthesised from a text; in Mandarin from its pinyin.
    case speech(text: String, pinyin: String?)
    /// Made by the server.
    case sound(GeneratedSound)
}

/// Sounds the server makes by itself.
public enum GeneratedSound: String, Hashable, Sendable, CaseIterable {
    /// A gentle pattern of tones to wait by.
    case holdMusic = "hold-music"
    /// Half a second of quiet.
    case pause
    /// A short tone, as before a recording.
    case beep
}

/// The prompts of one language: `Prompts/<language>/prompts.yaml`.
public struct PromptCatalogue: Sendable {
    /// The language of its texts.
    public let language: LanguageTag
    /// The file it was read from.
    public let path: String
    /// The prompts by name, each with the place of its name.
    public let prompts: [PromptName: Located<PromptSource>]
    /// The names in the order of writing.
    public let order: [PromptName]

    /// The texts by name; sounds have none.
    public var texts: [PromptName: String] {
        prompts.compactMapValues { if case .speech(let text, _) = $0.value { text } else { nil } }
    }

    /// What its texts say, clip by clip, followed by the language's own vocabulary; sounds have no text.
    public var clips: [ClipText] {
        let spoken = order.compactMap { name -> ClipText? in
            guard case .speech(let text, let pinyin)? = prompts[name]?.value else { return nil }
            return ClipText(name.rawValue, text, pinyin: pinyin)
        }
        return spoken + (SpokenLanguage(language)?.vocabulary ?? [])
    }
}
