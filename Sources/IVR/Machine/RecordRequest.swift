/// Record what the caller says.
public struct RecordRequest: Hashable, Sendable {
    /// Played first.
    public var prompt: RenderedPrompt
    /// Whether a short tone says that it has begun.
    public var beep: Bool
    /// How long it may become.
    public var maximum: Duration
    /// Below this it counts as too short.
    public var minimum: Duration
    /// The silence that ends it.
    public var silence: Duration
    /// The key that ends it.
    public var terminator: Character?
    /// The variable it is for; names the file together with the call's identifier.
    public var name: VariableName
    /// The language that is spoken.
    public var language: LanguageTag
    /// Whether what is said may only be heard by those who are to hear it.
    public var isSensitive: Bool

    /// A request to record.
    public init(
        prompt: RenderedPrompt, beep: Bool, minimum: Duration, maximum: Duration, silence: Duration, terminator: Character?,
        name: VariableName, language: LanguageTag, isSensitive: Bool = false
    ) {
        self.language = language
        self.isSensitive = isSensitive
        self.prompt = prompt
        self.beep = beep
        self.minimum = minimum
        self.maximum = maximum
        self.silence = silence
        self.terminator = terminator
        self.name = name
    }
}
