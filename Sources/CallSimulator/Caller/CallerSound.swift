public import Audio

/// Something that a simulated caller says: sound at 8 kHz, from a moment of the call on.
public struct CallerSound: Sendable {
    /// When it begins.
    public var start: MediaTime
    /// The sound [linear PCM, 8 kHz].
    public var samples: [Int16]

    /// Sound from a moment on.
    public init(start: MediaTime, samples: [Int16]) {
        self.start = start
        self.samples = samples
    }
}
