/// A prompt ready to be played: names and values resolved into clips of one language.
public struct RenderedPrompt: Hashable, Sendable {
    /// What is played, in order.
    public var segments: [PromptSegment]

    /// A prompt of these segments.
    public init(segments: [PromptSegment] = []) {
        self.segments = segments
    }

    /// Whether there is nothing to play.
    public var isEmpty: Bool { segments.allSatisfy(\.clips.isEmpty) }
    /// Every clip in order.
    public var clips: [ClipID] { segments.flatMap(\.clips) }
}

extension RenderedPrompt: CustomStringConvertible {
    /// What a transcript shows: `your-number-is {digits: 138} thank-you`.
    public var description: String { segments.map(\.shown).joined(separator: " ") }
}

/// One item of a prompt: a recorded sentence or a rendered value.
public struct PromptSegment: Hashable, Sendable {
    /// How transcripts and logs name it: `welcome`, `{digits: 138}` or `{digits: ***}`.
    public let shown: String
    /// What is played; do not print it when `isSensitive`.
    public let clips: [ClipID]
    /// Whether it says a sensitive value: kept out of recordings.
    public let isSensitive: Bool

    /// A segment.
    public init(shown: String, clips: [ClipID], isSensitive: Bool = false) {
        self.shown = shown
        self.clips = clips
        self.isSensitive = isSensitive
    }
}

extension PromptSegment: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// What a transcript shows.
    public var description: String { shown }
    /// The same: the clips of a sensitive value would spell it.
    public var debugDescription: String { shown }
    /// Without the clips, for the same reason.
    public var customMirror: Mirror { Mirror(self, children: ["shown": shown]) }
}
