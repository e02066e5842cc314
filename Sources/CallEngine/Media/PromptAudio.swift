public import Audio

/// The sound of one clip, encoded once and for all in both laws, and shared by every call that plays it.
///
/// A call copies octets from here into its packets; nothing is decoded, mixed or encoded while a prompt plays.
public struct PromptAudio: Sendable {
    /// One octet a sample in mu-law (ITU-T G.711).
    public let mu: [UInt8]
    /// The same sound in A-law, as long as `mu`.
    public let a: [UInt8]

    /// Encodes samples [linear PCM, 8 kHz].
    public init(samples: [Int16]) {
        mu = samples.map { G711.encode($0, .mu) }
        a = samples.map { G711.encode($0, .a) }
    }

    /// Takes octets that are already encoded; the longer of the two is cut.
    public init(mu: [UInt8], a: [UInt8]) {
        let count = min(mu.count, a.count)
        self.mu = Array(mu.prefix(count))
        self.a = Array(a.prefix(count))
    }

    /// How long the clip is [samples].
    public var sampleCount: Int { mu.count }

    /// The octets in the law of a leg.
    public func octets(_ law: G711.Law) -> [UInt8] {
        switch law {
        case .mu: mu
        case .a: a
        }
    }
}
