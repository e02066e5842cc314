import Audio

/// What a listener would say of a clip's loudness: how loud its speech is, how loud its loudest moment, and whether it is cut off there.
struct SpeechLevel: Sendable, Hashable {
    /// The level of the parts that are not pauses, in the manner of ITU-T P.56 [dBm0].
    var active: Decibels
    /// The largest sample [0...32768].
    var peak: Int
    /// Runs of three or more samples at full scale.
    var clippedRuns: Int

    /// What synthesised speech is set to: -26 dBov, the level that telephone networks are planned for (ITU-T G.111, P.56).
    static let target = Decibels(-26) + Decibels.overloadPoint
    /// Recordings softer than this are hard to understand in the street [dBm0].
    static let tooQuiet: Decibels = -33
    /// Pauses are what is so much softer than the loudest part (P.56's margin is 15.9 dB below the speech level).
    private static let pauseBelowLoudest: Decibels = 25
    /// The stretch that is judged at once: 20 ms.
    private static let window = AudioFrame.sampleCount

    /// Measures samples at 8 kHz.
    init(_ samples: [Int16]) {
        let windows = stride(from: 0, to: samples.count, by: Self.window).map { start in
            let part = samples[start..<min(start + Self.window, samples.count)]
            return part.reduce(0.0) { $0 + Double($1) * Double($1) } / Double(part.count)
        }
        let loudest = windows.max() ?? 0
        let spoken = windows.filter { $0 > 0 && $0 >= loudest / Self.pauseBelowLoudest.powerRatio }
        active = Decibels(meanSquare: spoken.isEmpty ? 0 : spoken.reduce(0, +) / Double(spoken.count))
        peak = samples.reduce(0) { max($0, Int($1.magnitude)) }
        clippedRuns = Self.runs(in: samples)
    }

    /// Whether the wave was cut off, at recording or after.
    var isClipped: Bool { clippedRuns > 0 }
    /// Whether it is too soft for a telephone.
    var isTooQuiet: Bool { active < Self.tooQuiet }

    private static func runs(in samples: [Int16]) -> Int {
        var (runs, length) = (0, 0)
        for sample in samples {
            length = sample.magnitude >= 32_767 ? length + 1 : 0
            if length == 3 { runs += 1 }
        }
        return runs
    }
}
