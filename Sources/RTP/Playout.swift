/// What the 20 ms are that a listener is given.
public enum Playout: Hashable, Sendable {
    /// What the sender sent.
    case decoded
    /// What the sender sent, as the octets that came.
    case handedOn
    /// Made up, wholly or in part.
    case concealed(Concealment)
    /// The sender is silent, and so is the frame, but for a breath of noise.
    case comfortNoise
    /// Nothing has come yet; comfort noise.
    case notStarted
}

/// Why sound was made up.
public enum Concealment: UInt8, Hashable, Sendable, CaseIterable {
    /// Later packets are here and this one is not.
    case lost
    /// Nothing is here: it has not come in time, or time was needed to wait for packets like it.
    case late
    /// The sender sent nothing: it suppresses silence, or sends a telephone event instead.
    case suppressed
}
