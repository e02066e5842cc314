/// Play prompts and say when the last frame has been sent.
public struct PlayRequest: Hashable, Sendable {
    /// What is played.
    public var prompt: RenderedPrompt
    /// Whether a key ends it; the key is kept for the next input.
    public var bargeIn: Bool
    /// What happens to keys pressed before and during it.
    public var typeAhead: TypeAhead

    /// A request to play.
    public init(prompt: RenderedPrompt, bargeIn: Bool = true, typeAhead: TypeAhead = .keep) {
        self.prompt = prompt
        self.bargeIn = bargeIn
        self.typeAhead = typeAhead
    }
}
