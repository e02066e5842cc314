import Audio

/// What the network remembers of one call: its cells, and the samples that wait until there are enough.
struct VoiceMemory: Sendable {
    /// 32 samples of the chunk before, 256 of this one, 32 mirrored [full scale 1].
    private(set) var sound = InlineArray<320, Float>(repeating: 0)
    private var collected = 0
    /// What the cells said last, and what they hold.
    private var said = InlineArray<16, SIMD8<Float>>(repeating: .zero)
    private var held = InlineArray<16, SIMD8<Float>>(repeating: .zero)

    /// Takes samples from `start` on, made louder by `gain`, until a chunk is full; returns how many.
    mutating func collect(_ samples: Span<Int16>, from start: Int, gain: Float) -> Int {
        let count = min(samples.count - start, VoiceNetwork.chunk - collected)
        guard count > 0 else { return 0 }
        var kept = sound.mutableSpan
        let scale = gain / 32768
        for index in 0..<count { kept[VoiceNetwork.context + collected + index] = Float(samples[start + index]) * scale }
        collected += count
        return count
    }

    /// Whether there are enough samples to judge.
    var isFull: Bool { collected == VoiceNetwork.chunk }

    /// Mirrors the end of the sound, as the network has learnt it; call it before the chunk is judged.
    mutating func mirror() {
        let length = VoiceNetwork.context + VoiceNetwork.chunk
        var kept = sound.mutableSpan
        for index in 0..<VoiceNetwork.context { kept[length + index] = kept[length - 2 - index] }
    }

    /// Begins the next chunk with the end of this one.
    mutating func moveOn() {
        var kept = sound.mutableSpan
        for index in 0..<VoiceNetwork.context { kept[index] = kept[VoiceNetwork.chunk + index] }
        collected = 0
    }

    /// Drops the samples that wait; what the cells hold they keep, as what they begin with makes them hear voices that are none.
    mutating func skip() {
        sound = InlineArray(repeating: 0)
        collected = 0
    }

    /// Puts what the cells said last behind the features.
    func appendCells(to features: inout InlineArray<256, Float>) {
        var row = features.mutableSpan
        let cells = said.span
        for index in 0..<16 {
            let vector = cells[index]
            for lane in 0..<8 { row[128 + index * 8 + lane] = vector[lane] }
        }
    }

    /// Turns the cells by their gates (Hochreiter and Schmidhuber, with forget gates) and returns the chance that they say.
    mutating func turn(_ gates: borrowing InlineArray<64, SIMD8<Float>>, verdict: Span<SIMD8<Float>>) -> Float {
        let gate = gates.span
        var cells = held.mutableSpan
        var words = said.mutableSpan
        var sum = SIMD8<Float>.zero
        for index in 0..<16 {
            let kept = sigmoid(gate[16 + index]) * cells[index]
            let cell = kept + sigmoid(gate[index]) * hyperbolicTangent(gate[32 + index])
            cells[index] = cell
            let word = sigmoid(gate[48 + index]) * hyperbolicTangent(cell)
            words[index] = word
            sum += word.clamped(lowerBound: .zero, upperBound: SIMD8(repeating: 1)) * verdict[index]
        }
        return sigmoid(SIMD8(repeating: sum.sum() + verdict[16][0]))[0]
    }
}
