public import Audio

/// How long this caller pauses between words: learnt from utterance to utterance of one call.
///
/// The mean and the mean deviation run as those of a retransmission timer do (RFC 6298): the mean by an eighth, the deviation by a quarter.
public struct CallerPace: Hashable, Sendable {
    /// A hole between two words is as long at least; a shorter one is a consonant's.
    static let shortestGap = MediaTime.milliseconds(120)

    /// The mean gap [samples].
    private var mean: Float = 0
    /// The mean distance from it [samples].
    private var deviation: Float = 0
    /// How many gaps were heard.
    public private(set) var gaps = 0

    /// Nothing is known yet.
    public init() {}

    /// Takes a silence after which the caller went on.
    public mutating func add(_ gap: MediaTime) {
        guard gap >= Self.shortestGap else { return }
        let length = Float(min(gap, .milliseconds(5000)).samples)
        if gaps == 0 {
            (mean, deviation) = (length, length / 2)
        } else {
            deviation += (abs(length - mean) - deviation) / 4
            mean += (length - mean) / 8
        }
        gaps = min(gaps + 1, 1_000_000)
    }

    /// The mean gap; nothing before the first.
    public var meanGap: MediaTime? { gaps > 0 ? MediaTime(samples: Int64(mean)) : nil }

    /// Hardly a gap of this caller is longer; nothing before three of them.
    public var likelyLongestGap: MediaTime? {
        gaps >= 3 ? MediaTime(samples: Int64(mean + 4 * deviation)) : nil
    }
}
