public import Audio

/// A piece of mono sound in memory.
public struct SoundClip: Sendable, Hashable {
    /// The samples in order of time [linear PCM, full scale 32767].
    public var samples: [Int16]
    /// Samples per second [Hz].
    public var rate: Int

    /// A clip of samples at a rate [Hz].
    public init(samples: [Int16], rate: Int) {
        self.samples = samples
        self.rate = rate
    }

    /// How long it sounds [s].
    public var seconds: Double {
        rate > 0 ? Double(samples.count) / Double(rate) : 0
    }

    /// How many frames it fills, the last one perhaps in part; meant for clips at 8 kHz.
    public var frameCount: Int {
        (samples.count + AudioFrame.sampleCount - 1) / AudioFrame.sampleCount
    }

    /// A frame of the clip; what is missing at its end, or beyond it, is zero.
    public func frame(_ index: Int) -> AudioFrame {
        guard index >= 0, index < frameCount else { return .silence }
        return AudioFrame(samples[(index * AudioFrame.sampleCount)...])
    }
}
