import Foundation

/// Hears voices: the 8 kHz half of the Silero network (version 5 and 6), reckoned here, with the numbers of its own file.
///
/// ```
/// 32 + 256 samples, 32 mirrored -> spectra of 128, every 64 -> 4 magnitudes of 65 -> 4 convolutions -> LSTM of 128 -> chance
/// ```
/// 350,000 products each 32 ms. The weights are one array that all copies share; what a call has of its own is its ``VoiceMemory``.
public struct VoiceNetwork: Sendable {
    /// How many samples are judged at a time [samples].
    static let chunk = 256
    /// How many samples before them are heard again [samples].
    static let context = 32

    /// Real parts in rows 0 to 64, imaginary ones in 72 to 136.
    static let spectrum = VoiceLayer(inputs: 128, outputs: 144, start: 0)
    static let first = VoiceLayer(inputs: 3 * 65, outputs: 128, start: spectrum.start + spectrum.size)
    static let second = VoiceLayer(inputs: 3 * 128, outputs: 64, start: first.start + first.size)
    /// Of its three taps the first one sees nothing but what is filled in.
    static let third = VoiceLayer(inputs: 2 * 64, outputs: 64, start: second.start + second.size)
    /// Of its three taps only the middle one sees anything.
    static let fourth = VoiceLayer(inputs: 64, outputs: 128, start: third.start + third.size)
    /// The four gates of 128 cells: input, forget, cell, output; they see the layer before, and what the cells said last.
    static let gates = VoiceLayer(inputs: 256, outputs: 512, start: fourth.start + fourth.size)
    /// Sixteen vectors for the cells, one for the bias.
    static let verdict = gates.start + gates.size
    static let size = verdict + 17

    private let weights: [SIMD8<Float>]

    /// Reads the network out of `silero_vad.onnx`.
    public init(_ octets: [UInt8]) throws(VoiceNetworkError) {
        weights = try VoiceWeights(octets.span).vectors
    }

    /// How likely the chunk that `memory` has collected is speech, from 0 to 1.
    func judge(_ memory: inout VoiceMemory) -> Float {
        let weights = weights.span
        guard weights.count == Self.size else { return 0 }
        let magnitudes = Self.magnitudes(weights, memory)
        var features = Self.encode(weights, magnitudes)
        memory.appendCells(to: &features)
        var gates = InlineArray<64, SIMD8<Float>>(repeating: .zero)
        var span = gates.mutableSpan
        Self.gates.apply(weights, to: features.span, into: &span)
        return memory.turn(gates, verdict: weights.extracting(Self.verdict..<Self.size))
    }

    /// The four spectra's magnitudes with a place of zeros on either side.
    @inline(__always)
    private static func magnitudes(_ weights: Span<SIMD8<Float>>, _ memory: borrowing VoiceMemory) -> InlineArray<390, Float> {
        var parts = InlineArray<72, SIMD8<Float>>(repeating: .zero)
        var span = parts.mutableSpan
        spectrum.applyFourTimes(weights, to: memory.sound.span, every: 64, into: &span)
        var magnitudes = InlineArray<390, Float>(repeating: 0)
        var places = magnitudes.mutableSpan
        for time in 0..<4 {
            for block in 0..<9 {
                let (real, imaginary) = (span[time * 18 + block], span[time * 18 + block + 9])
                let magnitude = (real * real + imaginary * imaginary).squareRoot()
                for lane in 0..<(block == 8 ? 1 : 8) { places[(time + 1) * 65 + block * 8 + lane] = magnitude[lane] }
            }
        }
        return magnitudes
    }

    /// The four convolutions; there is room after the 128 numbers for what the cells said last.
    @inline(__always)
    private static func encode(_ weights: Span<SIMD8<Float>>, _ magnitudes: borrowing InlineArray<390, Float>) -> InlineArray<256, Float> {
        var one = InlineArray<64, SIMD8<Float>>(repeating: .zero)
        var span = one.mutableSpan
        first.applyFourTimes(weights, to: magnitudes.span, every: 65, into: &span)
        var sequence = InlineArray<640, Float>(repeating: 0)
        var places = sequence.mutableSpan
        spread(span, rectifying: 64, into: &places, from: 128)

        // The second sees places -1 to 1 and 1 to 3, the third both of its results.
        var two = InlineArray<16, SIMD8<Float>>(repeating: .zero)
        var early = InlineArray<8, SIMD8<Float>>(repeating: .zero)
        var late = InlineArray<8, SIMD8<Float>>(repeating: .zero)
        var earlySpan = early.mutableSpan
        var lateSpan = late.mutableSpan
        second.apply(weights, to: places.span.extracting(0..<384), into: &earlySpan)
        second.apply(weights, to: places.span.extracting(256..<640), into: &lateSpan)
        var both = InlineArray<128, Float>(repeating: 0)
        var bothSpan = both.mutableSpan
        spread(earlySpan, rectifying: 8, into: &bothSpan, from: 0)
        spread(lateSpan, rectifying: 8, into: &bothSpan, from: 64)
        third.apply(weights, to: bothSpan.span, into: &earlySpan)
        spread(earlySpan, rectifying: 8, into: &bothSpan, from: 0)
        var twoSpan = two.mutableSpan
        fourth.apply(weights, to: bothSpan.span, into: &twoSpan)
        var features = InlineArray<256, Float>(repeating: 0)
        var featureSpan = features.mutableSpan
        spread(twoSpan, rectifying: 16, into: &featureSpan, from: 0)
        return features
    }

    /// Puts vectors into a row; what is less than zero becomes zero.
    @inline(__always)
    private static func spread(
        _ vectors: borrowing MutableSpan<SIMD8<Float>>, rectifying count: Int, into row: inout MutableSpan<Float>, from start: Int
    ) {
        for index in 0..<count {
            let vector = vectors[index].clamped(lowerBound: .zero, upperBound: SIMD8(repeating: .infinity))
            for lane in 0..<8 { row[start + index * 8 + lane] = vector[lane] }
        }
    }
}
