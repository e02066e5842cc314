public import Audio

/// Takes key tones out of what is recorded or recognised, so that a recording does not give away a card number.
///
/// A tone is sure up to 57 ms after it began. So the sound is kept back for three frames, 60 ms, and when a tone is sure, what is
/// kept of it becomes noise, as does all that follows until it has ended. Ask the detector first, then pass the frame through.
/// About 1 kB for each recording; a call that records nothing needs none.
public struct KeyToneSquelch: Sendable {
    /// By how much the sound is late: what comes out was put in so long before.
    public static let delay = MediaTime(samples: 3 * Int64(AudioFrame.sampleCount))

    private var kept = InlineArray<3, AudioFrame>(repeating: .silence)
    private var oldest = 0
    private var noise: ComfortNoise

    /// Starts with 60 ms of noise; the seed is that of the noise.
    public init(seed: UInt64) {
        noise = ComfortNoise(level: -60, seed: seed)
        for index in 0..<kept.count { kept[index] = noise.next() }
    }

    /// Takes the frame that ends at `now` and returns the one of 60 ms ago.
    ///
    /// `onset` is when the key that is down began (``DTMFDetector/soundingSince``, or the start of a telephone event), nothing when none is.
    public mutating func process(_ frame: borrowing AudioFrame, endingAt now: MediaTime, keySince onset: MediaTime?) -> AudioFrame {
        let ready = kept[oldest]
        kept[oldest] = copy frame
        oldest = oldest == 2 ? 0 : oldest + 1
        guard let onset else { return ready }
        var end = now
        for age in 0..<kept.count where end > onset {
            // The newest lies just before the oldest in the circle.
            kept[(oldest + 2 - age) % 3] = noise.next()
            end -= .frame
        }
        return ready
    }
}
