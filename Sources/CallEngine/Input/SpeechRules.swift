public import Audio
import IVR

/// How one attempt of input takes speech.
public struct SpeechRules: Hashable, Sendable {
    /// Whether digits can be said in part and pressed in part.
    public var joinsDigits: Bool
    /// Whether what is none of the phrases is not meant for us, even after the prompt.
    public var isOverheard: Bool
    /// Whether there is a wording for the keypad, to be played when nobody can listen.
    public var hasKeypadPrompt: Bool
    /// From the end of what is said to the answer; who says nothing in that time will not say anything any more.
    public var answer: MediaTime

    /// In noise, and where most speech is not meant for us, an answer counts only from this confidence on.
    public static let sure = 0.5
    /// A server that writes down what was said may take so long.
    public static let transcription = MediaTime.seconds(10)

    /// Rules.
    public init(
        joinsDigits: Bool = false, isOverheard: Bool = false, hasKeypadPrompt: Bool = false, answer: MediaTime = .seconds(3)
    ) {
        self.joinsDigits = joinsDigits
        self.isOverheard = isOverheard
        self.hasKeypadPrompt = hasKeypadPrompt
        self.answer = answer
    }
}

extension SpeechRules {
    /// The rules of a request of the flow's; nil when it takes keys only.
    init?(_ request: GatherRequest) {
        guard let speech = request.speech else { return nil }
        let isDigits = speech.content == .builtIn(.digits) || speech.content == .builtIn(.phone)
        var joins = false
        if case .digits = request.keys { joins = isDigits }
        self.init(joinsDigits: joins, isOverheard: speech.content == .commands, hasKeypadPrompt: request.keypadPrompt != nil)
        if speech.content == .dictation { answer = Self.transcription }
    }
}
