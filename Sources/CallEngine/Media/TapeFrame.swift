public import Audio

/// 20 ms of a recorded call: what both parties said at the same time.
public struct TapeFrame: Sendable {
    /// Counts the frames of the recording from 0. Where numbers are missing, the media thread was held up.
    public var number: Int64 = 0
    /// The caller.
    public var caller = AudioFrame.silence
    /// What the caller heard: prompts, music, the other party.
    public var heard = AudioFrame.silence

    /// Silence.
    public init() {}
}
