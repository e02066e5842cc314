import Foundation

/// Makes keypad tones, beeps and call-progress tones, frame by frame.
///
/// Tones begin and end within 1 ms, so that they do not click, and the phase runs on through pauses.
public struct ToneGenerator: Sendable {
    /// How long a tone sounds and how long it pauses, over and over.
    public struct Cadence: Hashable, Sendable {
        /// The time of sound.
        public var on: MediaTime
        /// The time of silence after it.
        public var off: MediaTime

        /// A rhythm; both times may be zero but not less.
        public init(on: MediaTime, off: MediaTime) {
            self.on = max(.zero, on)
            self.off = max(.zero, off)
        }
    }

    /// One sine that turns as a pointer in the plane, by one complex product a sample.
    private struct Oscillator: Sendable {
        var cosine: Double
        var sine = 0.0
        let turnCosine: Double
        let turnSine: Double
        let peak: Double

        init(frequency: Double, level: Decibels) {
            let turn = 2 * Double.pi * frequency / 8000
            (cosine, turnCosine, turnSine) = (1, cos(turn), sin(turn))
            peak = level.sinePeak
        }

        mutating func next() -> Double {
            let sample = sine * peak
            (cosine, sine) = (cosine * turnCosine - sine * turnSine, cosine * turnSine + sine * turnCosine)
            return sample
        }

        /// Takes back what rounding has added to the pointer's length.
        mutating func normalize() {
            let correction = 1.5 - 0.5 * (cosine * cosine + sine * sine)
            cosine *= correction
            sine *= correction
        }
    }

    private static let ramp = 1.0 / 8

    private let cadence: Cadence?
    private var low: Oscillator
    private var high: Oscillator
    private var envelope = 0.0
    private var position: Int64 = 0
    private var isReleased = false

    /// Two sines [Hz], each at its level [dBm0].
    public init(low: Double, high: Double, lowLevel: Decibels = -10, highLevel: Decibels = -10, cadence: Cadence? = nil) {
        self.low = Oscillator(frequency: low, level: lowLevel)
        self.high = Oscillator(frequency: high, level: highLevel)
        self.cadence = cadence
    }

    /// One sine [Hz] at a level [dBm0].
    public init(frequency: Double, level: Decibels = -10, cadence: Cadence? = nil) {
        self.init(low: frequency, high: 0, lowLevel: level, highLevel: .inaudible, cadence: cadence)
    }

    /// A key's tones; `level` is that of the lower one [dBm0], `twist` how much louder the higher one is [dB].
    public init(_ digit: DTMFDigit, level: Decibels = -10, twist: Decibels = 0, cadence: Cadence? = nil) {
        self.init(low: digit.lowFrequency, high: digit.highFrequency, lowLevel: level, highLevel: level + twist, cadence: cadence)
    }

    /// Ends the tone: it fades away within the next millisecond, and nothing follows.
    public mutating func release() {
        isReleased = true
    }

    /// The next 20 ms; pauses are exact zeros, to be mixed with the line's noise.
    public mutating func next() -> AudioFrame {
        var frame = AudioFrame.silence
        var samples = frame.samples.mutableSpan
        for index in 0..<AudioFrame.sampleCount { samples[index] = nextSample() }
        low.normalize()
        high.normalize()
        return frame
    }

    /// The next stretch of sound, as long as `time`.
    public mutating func samples(for time: MediaTime) -> [Int16] {
        let count = max(0, Int(time.samples))
        var samples: [Int16] = []
        samples.reserveCapacity(count)
        for index in 0..<count {
            samples.append(nextSample())
            if index % AudioFrame.sampleCount == 0 {
                low.normalize()
                high.normalize()
            }
        }
        return samples
    }

    /// Keys one after the other, each so long and so far from the next, as a telephone dials them.
    public static func dial(
        _ digits: some Sequence<DTMFDigit>, level: Decibels = -10, twist: Decibels = 0,
        cadence: Cadence = Cadence(on: .milliseconds(100), off: .milliseconds(100))
    ) -> [Int16] {
        digits.flatMap { digit in
            var generator = ToneGenerator(digit, level: level, twist: twist, cadence: cadence)
            return generator.samples(for: cadence.on + cadence.off)
        }
    }

    private mutating func nextSample() -> Int16 {
        envelope = isOn ? min(1, envelope + ToneGenerator.ramp) : max(0, envelope - ToneGenerator.ramp)
        position &+= 1
        let sum = low.next() + high.next()
        return Int16(clamped: Float(sum * envelope))
    }

    private var isOn: Bool {
        guard !isReleased else { return false }
        guard let cadence else { return true }
        let period = (cadence.on + cadence.off).samples
        return period > 0 && position % period < cadence.on.samples
    }
}
