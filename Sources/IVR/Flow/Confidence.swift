/// How sure the recogniser has to be of what was said, from 0 to 1: how many of so many such answers are right.
public struct Confidence: Hashable, Sendable {
    /// From here on an answer counts.
    public var accept = 0.7
    /// From here on the caller is asked whether it was that; below it is no answer.
    public var confirm = 0.3

    /// The answer behind it must be less likely by so much, or the caller is asked which of them it was.
    static let margin = 0.05

    /// What a flow that says nothing of it wants.
    public init() {}
}
