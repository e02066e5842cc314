import Audio

/// Makes what a voice program wrote fit the others: without the silence around it, and as loud as they are.
enum SpokenClip {
    /// Raise it when the same sound would come out otherwise: it is part of the cache's key.
    static let version = 1

    /// Silence is what is so much softer than the loudest 10 ms.
    private static let silenceBelowLoudest: Decibels = 40
    private static let window = AudioFrame.sampleCount / 2
    /// What is kept before the first sound and after the last [samples]: a soft consonant, the end of a breath.
    private static let lead = 2 * window
    private static let trail = 6 * window
    /// The loudest a sample may become: 1 dB below full scale.
    private static let ceiling = 32_767 * Decibels(-1).amplitudeRatio

    /// Trims and levels samples at 8 kHz; nothing but silence comes out empty.
    static func finished(_ samples: [Int16]) -> [Int16] {
        levelled(trimmed(samples))
    }

    /// Without the silence at both ends.
    static func trimmed(_ samples: [Int16]) -> [Int16] {
        let power = stride(from: 0, to: samples.count, by: window).map { start in
            samples[start..<min(start + window, samples.count)].reduce(0.0) { $0 + Double($1) * Double($1) }
        }
        guard let loudest = power.max(), loudest > 0 else { return [] }
        let floor = loudest / silenceBelowLoudest.powerRatio
        guard let first = power.firstIndex(where: { $0 >= floor }), let last = power.lastIndex(where: { $0 >= floor }) else { return [] }
        let start = max(0, first * window - lead)
        let end = min(samples.count, (last + 1) * window + trail)
        return Array(samples[start..<end])
    }

    /// At the target level, or as near to it as the loudest sample allows.
    static func levelled(_ samples: [Int16]) -> [Int16] {
        let level = SpeechLevel(samples)
        guard level.peak > 0 else { return samples }
        let gain = min((SpeechLevel.target - level.active).amplitudeRatio, ceiling / Double(level.peak))
        return samples.map { Int16(clamping: Int((Double($0) * gain).rounded())) }
    }
}
