import Audio

/// Hears whether anything rises over the noise of the line: always on, and cheap.
///
/// ```
/// frame -> high-pass 180 Hz -> energy -----------------> over its floor by 3 dB?
///                          \-> difference -> energy ---> over its floor by 3 dB?
/// ```
/// The difference of neighbours weighs the upper half of the band, where consonants lie; hum is gone before both.
struct VoiceGate: Sendable {
    /// How much louder than the floor something is [power ratio].
    private static let margin = Float(Decibels(3).powerRatio)
    /// What is softer than this is nothing [sum of squares of a frame].
    private static let faintest = frameEnergy(at: -60)
    /// A quiet line.
    private static let quiet = frameEnergy(at: -58)

    private static func frameEnergy(at level: Decibels) -> Float {
        Float(level.meanSquare) * Float(AudioFrame.sampleCount)
    }

    private var floor = NoiseFloor(expected: Self.quiet)
    private var upperFloor = NoiseFloor(expected: Self.quiet / 4)
    private var one: Float = 0
    private var two: Float = 0
    private var last: Float = 0

    /// The energy of the latest frame above 180 Hz [sum of squares].
    private(set) var energy: Float = 0
    /// Whether the latest frame rises over the noise.
    private(set) var isOpen = false

    /// The least energy of a frame lately [sum of squares].
    var floorEnergy: Float { floor.energy }

    /// The same, of a line that has just begun too.
    var measuredFloor: Float { floor.measured }

    /// Hears the next frame; what is foreign, a key or our own echo, does not pass, and a key is no noise of the line either.
    mutating func hear(_ frame: borrowing AudioFrame, isForeign: Bool, isKey: Bool) {
        let upper = filter(frame)
        isOpen =
            !isForeign && energy > Self.faintest
            && (energy > floor.energy * Self.margin || upper > max(upperFloor.energy, Self.quiet / 16) * Self.margin)
        guard !isKey else { return }
        // Exact zeros say nothing of what the line sounds like when it sounds.
        guard energy > 0 else { return }
        floor.hear(energy)
        upperFloor.hear(upper)
    }

    /// A Butterworth high-pass of the second order, 180 Hz; returns the energy of the differences.
    private mutating func filter(_ frame: borrowing AudioFrame) -> Float {
        let (b, a1, a2): (Float, Float, Float) = (0.904859, -1.800645, 0.81879)
        var (one, two, last, sum, upper): (Float, Float, Float, Float, Float) = (one, two, last, 0, 0)
        let samples = frame.samples.span
        for index in 0..<AudioFrame.sampleCount {
            let input = Float(samples[index]) * b
            let output = input + one
            one = two - 2 * input - a1 * output
            two = input - a2 * output
            let difference = output - last
            last = output
            sum += output * output
            upper += difference * difference
        }
        (self.one, self.two, self.last, energy) = (one, two, last, sum)
        return upper / 4
    }
}
