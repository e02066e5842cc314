import Foundation

/// How loud each 10 ms of an utterance are: by how much its words stand out.
///
/// It is measured in the sound itself, so that a call and a file give the same.
struct SpeechLevels {
    /// The level of each frame [mean square].
    private let levels: [Double]

    /// Measures samples.
    init(_ samples: [Int16], rate: Int) {
        let length = max(1, rate / 100)
        levels = stride(from: 0, to: samples.count - length + 1, by: length).map { start in
            // A line that is silent between words is as good as one with a faint noise.
            1 + samples[start..<start + length].reduce(0) { $0 + Double($1) * Double($1) } / Double(length)
        }
    }

    /// The signal-to-noise ratio of words that were said then [10 ms]: their level over that of the quietest tenth of the sound [dB].
    ///
    /// Without words, or without sound, 0.
    func ratio(of spans: [Range<Int>]) -> Double {
        guard let first = spans.first, let last = spans.last else { return 0 }
        let words = levels[(first.lowerBound..<max(first.lowerBound, last.upperBound)).clamped(to: levels.indices)]
        guard !words.isEmpty else { return 0 }
        let noise = levels.sorted()[levels.count / 10]
        return max(0, 10 * log10(words.reduce(0, +) / Double(words.count) / noise))
    }
}
