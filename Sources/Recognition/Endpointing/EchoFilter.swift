import Audio

/// What a line does to our sound before it comes back: 256 numbers that are learnt by normalised least mean squares.
///
/// Two of them (Ochiai's two paths): the one behind always learns; what it has learnt is used when it has been better for a while, so that
/// a caller who speaks at the same time spoils nothing.
struct EchoFilter: Sendable {
    /// How many samples of echo it spans [samples]: 32 ms.
    static let taps = 256
    private static let step: Float = 0.5
    /// How much louder than usual an echo may be [power ratio].
    private static let margin = Float(Decibels(8).powerRatio)

    private var used = InlineArray<32, SIMD8<Float>>(repeating: .zero)
    private var learnt = InlineArray<32, SIMD8<Float>>(repeating: .zero)
    private var better = 0
    private var worse = 0
    /// How loud the echo usually is [ratio of energies]: at first, no softer than any echo.
    private var gain: Float = 0.5

    /// What a frame was good for.
    enum Lesson: Hashable, Sendable {
        /// Too little of ours can be in it.
        case none
        /// It was learnt from.
        case learnt
        /// It is so much louder than our echo usually is that somebody else speaks.
        case other
    }

    /// Takes the echo out of 160 samples where they are; 415 of what was `played`, from `start` on, are those whose echo is in them.
    ///
    /// What is fainter is not learnt from [sum of squares].
    mutating func pass(_ heard: inout InlineArray<160, Float>, played: [Float], from start: Int, faintest: Float) -> Lesson {
        let count = Self.taps - 1 + heard.count
        guard start >= 0, start + count <= played.count else { return .none }
        let sound = played.span.extracting(start..<start + count)
        let lesson = lesson(of: Self.energy(heard.span), Self.energy(sound), faintest)
        var span = heard.mutableSpan
        let energies = pass(&span, played: sound, learns: lesson == .learnt)
        if lesson == .learnt { choose(energies) }
        return lesson
    }

    private static func energy(_ samples: Span<Float>) -> Float {
        var sum: Float = 0
        for index in 0..<samples.count { sum += samples[index] * samples[index] }
        return sum
    }

    /// An echo is about as loud as ever; a caller who speaks at the same time makes it louder.
    private mutating func lesson(of heard: Float, _ ours: Float, _ faintest: Float) -> Lesson {
        guard ours > faintest else { return .none }
        let ratio = heard / ours
        let isOther = ratio > Self.margin * gain
        gain += (min(ratio, 2 * gain) - gain) * (ratio < gain ? 0.05 : 0.002)
        return isOther ? .other : .learnt
    }

    /// What was heard, what is left of it, and what the other path would have left [sums of squares].
    private struct Energies {
        var before: Float = 0
        var after: Float = 0
        var tried: Float = 0
    }

    private mutating func pass(_ heard: inout MutableSpan<Float>, played: Span<Float>, learns: Bool) -> Energies {
        var energies = Energies()
        var energy: Float = 0
        for index in 0..<Self.taps { energy += played[index] * played[index] }
        for index in 0..<heard.count {
            let window = played.extracting(index..<index + Self.taps)
            if index > 0 { energy += window[Self.taps - 1] * window[Self.taps - 1] - played[index - 1] * played[index - 1] }
            let (echo, guess) = products(window)
            let sample = heard[index]
            let (rest, error) = (sample - echo, sample - guess)
            if learns { learn(window, Self.step * error / (max(energy, 0) + 1e4)) }
            energies.before += sample * sample
            energies.after += rest * rest
            energies.tried += error * error
            heard[index] = rest
        }
        return energies
    }

    @inline(__always)
    private func products(_ window: Span<Float>) -> (used: Float, learnt: Float) {
        var (one, two) = (SIMD8<Float>.zero, SIMD8<Float>.zero)
        let (front, behind) = (used.span, learnt.span)
        for block in 0..<32 {
            let samples = Self.octet(window, block)
            one += front[block] * samples
            two += behind[block] * samples
        }
        return (one.sum(), two.sum())
    }

    @inline(__always)
    private mutating func learn(_ window: Span<Float>, _ amount: Float) {
        var behind = learnt.mutableSpan
        for block in 0..<32 { behind[block] += Self.octet(window, block) * amount }
    }

    @inline(__always)
    private static func octet(_ window: Span<Float>, _ block: Int) -> SIMD8<Float> {
        let eight = window.extracting(block * 8..<block * 8 + 8)
        guard eight.count == 8 else { return .zero }
        return SIMD8(eight[0], eight[1], eight[2], eight[3], eight[4], eight[5], eight[6], eight[7])
    }

    private mutating func choose(_ energies: Energies) {
        let (before, after, tried) = (energies.before, energies.after, energies.tried)
        better = tried < 0.75 * after && tried < 0.5 * before ? better + 1 : 0
        if better >= 3 {
            used = learnt
            better = 0
        }
        // What makes it worse than nothing, or much worse than what is used, is no echo but the caller.
        if tried > before || tried > 4 * after { learnt = used }
        worse = after > before ? worse + 1 : 0
        if worse >= 5 {
            used = InlineArray(repeating: .zero)
            worse = 0
        }
    }
}
