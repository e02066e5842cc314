/// 20 ms of one caller's or one prompt's sound: 160 mono samples of 16-bit linear PCM at 8 kHz.
///
/// The samples lie in the value itself, so that a frame is copied like a number and never touches the heap. Go through them by
/// `samples.span` and `samples.mutableSpan`: an element of an inline array that is read as `samples[index]` may copy all of it first.
public struct AudioFrame: Sendable {
    /// How many samples a frame holds [samples].
    public static let sampleCount = 160

    /// Exact zeros, the neutral element of ``mix(_:)``. Nobody is sent this: line silence is ``ComfortNoise``.
    public static let silence = AudioFrame(repeating: 0)

    /// The samples in order of time [linear PCM, full scale 32767].
    public var samples: InlineArray<160, Int16>

    /// Makes a frame of one value.
    public init(repeating sample: Int16) {
        samples = InlineArray(repeating: sample)
    }

    /// Takes the first 160 of `samples`; what is missing at the end is zero.
    @inlinable public init(_ samples: some Sequence<Int16>) {
        self.samples = InlineArray(repeating: 0)
        var index = 0
        for sample in samples {
            guard index < AudioFrame.sampleCount else { break }
            self.samples[index] = sample
            index += 1
        }
    }

    /// Takes the first 160 of `samples`; what is missing at the end is zero.
    public init(_ samples: Span<Int16>) {
        self.samples = InlineArray(repeating: 0)
        for index in 0..<min(samples.count, AudioFrame.sampleCount) {
            self.samples[index] = samples[index]
        }
    }

    /// One sample; `index` is in 0..<160.
    @inlinable public subscript(index: Int) -> Int16 {
        get { samples.span[index] }
        set {
            var span = samples.mutableSpan
            span[index] = newValue
        }
    }

    /// Adds another frame to this one; sums beyond full scale stay at full scale.
    public mutating func mix(_ other: borrowing AudioFrame) {
        let others = other.samples.span
        var mixed = samples.mutableSpan
        for index in 0..<AudioFrame.sampleCount {
            let sum = Int32(mixed[index]) &+ Int32(others[index])
            mixed[index] = Int16(truncatingIfNeeded: min(max(sum, -32768), 32767))
        }
    }

    /// Makes the frame louder or softer; what goes beyond full scale stays at full scale.
    public mutating func amplify(by gain: Decibels) {
        let factor = Float(gain.amplitudeRatio)
        var amplified = samples.mutableSpan
        for index in 0..<AudioFrame.sampleCount {
            amplified[index] = Int16(clamped: Float(amplified[index]) * factor)
        }
    }

    /// The sum of the squared samples.
    public var energy: Int64 {
        AudioFrame.energy(of: samples.span)
    }

    /// The sum of the squares of any samples.
    public static func energy(of samples: Span<Int16>) -> Int64 {
        var sum: Int64 = 0
        for index in 0..<samples.count {
            let sample = Int32(samples[index])
            sum &+= Int64(sample &* sample)
        }
        return sum
    }

    /// The mean level of the frame [dBm0]; a frame of exact zeros has ``Decibels/inaudible``.
    public func level() -> Decibels {
        Decibels(meanSquare: Double(energy) / Double(AudioFrame.sampleCount))
    }
}

extension AudioFrame: Hashable {
    /// Whether all 160 samples are equal.
    public static func == (left: AudioFrame, right: AudioFrame) -> Bool {
        let (one, other) = (left.samples.span, right.samples.span)
        for index in 0..<sampleCount where one[index] != other[index] { return false }
        return true
    }

    /// Feeds all 160 samples to the hasher.
    public func hash(into hasher: inout Hasher) {
        let span = samples.span
        for index in 0..<AudioFrame.sampleCount { hasher.combine(span[index]) }
    }
}

extension Int16 {
    /// Rounds to the nearest sample value; what is beyond full scale stays at full scale, and not-a-number is 0.
    public init(clamped value: Float) {
        // Comparisons with not-a-number are false. Adding a half and cutting off is what rounding costs least.
        guard value < 32767 else {
            self = value >= 32767 ? 32767 : 0
            return
        }
        guard value > -32768 else {
            self = -32768
            return
        }
        self = Int16(truncatingIfNeeded: Int32(value < 0 ? value - 0.5 : value + 0.5))
    }
}
