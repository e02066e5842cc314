import Audio
import IVR

/// One prompt or word of one language, and what is known of its sound.
public struct PromptEntry: Sendable {
    /// Where the sound comes from.
    public enum Origin: Sendable, Hashable {
        /// A recording, which is played as it is.
        case recorded(path: String)
        /// It was put together from a package with recorded words.
        case packed(String)
        /// A program or a server has spoken it; its name and voice.
        case synthesised(by: String)
        /// The server made it.
        case generated
        /// There is none, and why.
        case missing(String)
    }

    /// Which clip.
    public var clip: ClipID
    /// What it says; empty for a sound and for a recording without a text.
    public var text: String
    /// Whether it is a word of the language's own vocabulary, not a prompt of the catalogue.
    public var isVocabulary: Bool
    /// Where the sound comes from.
    public var origin: Origin
    /// How long it is [ms].
    public var duration = 0
    /// How loud it is; nil when there is none.
    var level: SpeechLevel?

    /// What a designer should know of it, in a few words; empty when all is well.
    public var remarks: [String] {
        var remarks: [String] = []
        if case .missing(let reason) = origin { remarks.append("missing: \(reason)") }
        guard case .recorded = origin, let level else { return remarks }
        if level.isClipped { remarks.append("clipped in \(level.clippedRuns) places") }
        if level.isTooQuiet { remarks.append("too quiet: \(Int(level.active.value.rounded())) dBm0, should be about -20") }
        return remarks
    }
}
