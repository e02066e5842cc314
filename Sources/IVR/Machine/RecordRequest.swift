import Diagnostics

/// Record what the caller says.
public struct RecordRequest: Hashable, Sendable {
    /// Played first.
    public var prompt: RenderedPrompt
    /// Whether a short tone says that it has begun.
    public var beep: Bool
    /// How long it may become.
    public var maximum: Milliseconds
    /// The silence that ends it.
    public var silence: Milliseconds
    /// The variable it is for; names the file together with the call's identifier.
    public var name: VariableName

    /// A request to record.
    public init(prompt: RenderedPrompt, beep: Bool, maximum: Milliseconds, silence: Milliseconds, name: VariableName) {
        self.prompt = prompt
        self.beep = beep
        self.maximum = maximum
        self.silence = silence
        self.name = name
    }
}
