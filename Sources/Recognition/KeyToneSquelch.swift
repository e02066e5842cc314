public import Audio

/// Takes key tones out of what is recorded or recognised, so that a recording does not give away a card number.
///
/// A tone is sure 57 ms after it began, 75 ms on a bad line. So the sound is kept back for four frames, 80 ms, and when a tone
/// is sure, what is kept of it becomes noise, as does all that follows until it has ended. Ask the detector first, then pass the
/// frame through. About 1.3 kB for each recording; a call that records nothing needs none.
public struct KeyToneSquelch: Sendable {
    /// By how much the sound is late: what comes out was put in so long before.
    public static let delay = MediaTime(samples: 4 * Int64(AudioFrame.sampleCount))

    private var kept = InlineArray<4, AudioFrame>(repeating: .silence)
    private var oldest = 0
    private var noise: ComfortNoise

    /// Starts with 80 ms of noise; the seed is that of the noise.
    public init(seed: UInt64) {
        noise = ComfortNoise(level: -60, seed: seed)
        for index in 0..<kept.count { kept[index] = noise.next() }
    }

    /// Takes the frame that ends at `now` and returns the one of 80 ms ago.
    ///
    /// `onset` is when the key that is down began (``DTMFDetector/soundingSince``, or the start of a telephone event), nothing when none
    /// is.
    public mutating func process(_ frame: borrowing AudioFrame, endingAt now: MediaTime, keySince onset: MediaTime?) -> AudioFrame {
        let ready = kept[oldest]
        kept[oldest] = copy frame
        oldest = oldest == 3 ? 0 : oldest + 1
        guard let onset else { return ready }
        // An onset is known to within a few milliseconds.
        let start = onset - .milliseconds(5)
        var end = now
        for age in 0..<kept.count where end > start {
            // The newest lies just before the oldest in the circle.
            kept[(oldest + 3 - age) % 4] = noise.next()
            end -= .frame
        }
        return ready
    }
}
