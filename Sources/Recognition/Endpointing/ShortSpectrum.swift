import Foundation

/// The spectrum of 256 samples (32 ms) by the fast Fourier transform, and their autocorrelation.
struct ShortSpectrum: Sendable {
    /// How many samples are looked at.
    static let length = 256

    /// The powers at multiples of 31.25 Hz; the upper half mirrors the lower one.
    private(set) var powers = InlineArray<256, Float>(repeating: 0)

    /// cos and -sin of 2 pi k / 256 for k below 128.
    private static let turns: [SIMD2<Float>] = (0..<128).map {
        SIMD2(Float(cos(2 * Double.pi * Double($0) / 256)), Float(-sin(2 * Double.pi * Double($0) / 256)))
    }
    /// Hann's window.
    private static let window: [Float] = (0..<256).map { Float(0.5 - 0.5 * cos(2 * Double.pi * (Double($0) + 0.5) / 256)) }
    /// The numbers below 256 with their bits in reverse order.
    private static let places: [Int] = (0..<256).map { Int(UInt8($0).bitsReversed) }

    /// The spectrum of the samples.
    init(of samples: borrowing InlineArray<256, Float>) {
        var numbers = InlineArray<256, SIMD2<Float>>(repeating: .zero)
        var span = numbers.mutableSpan
        let sound = samples.span
        let window = Self.window.span
        let places = Self.places.span
        for index in 0..<256 { span[places[index]] = SIMD2(sound[index] * window[index], 0) }
        Self.transform(&span)
        var powers = powers.mutableSpan
        for index in 0..<256 { powers[index] = (span[index] * span[index]).sum() }
    }

    /// How much the sound resembles itself a time later, from 0 to 1, and that time [samples]: 20 to 120, pitches of 400 to 67 Hz.
    var periodicity: (strength: Float, lag: Float) {
        var numbers = InlineArray<256, SIMD2<Float>>(repeating: .zero)
        var span = numbers.mutableSpan
        let powers = powers.span
        let places = Self.places.span
        for index in 0..<256 { span[places[index]] = SIMD2(powers[index], 0) }
        Self.transform(&span)
        let whole = max(span[0][0], 1e-6)
        // The window's own autocorrelation falls; what it takes away is given back, up to a half.
        for index in 19...121 { span[index][0] /= whole * max(1 - Float(index) / 160, 0.4) }
        var (strength, lag): (Float, Int) = (0, 0)
        for index in 20...120 where span[index][0] > strength { (strength, lag) = (span[index][0], index) }
        guard lag > 0 else { return (0, 0) }
        // The top of the parabola through the greatest and its neighbours.
        let (before, after) = (span[lag - 1][0], span[lag + 1][0])
        let bend = before + after - 2 * strength
        return (min(strength, 1), Float(lag) + (bend < -1e-6 ? min(max((before - after) / (2 * bend), -0.5), 0.5) : 0))
    }

    /// Radix 2, in place; the numbers come in bit-reversed order.
    private static func transform(_ numbers: inout MutableSpan<SIMD2<Float>>) {
        let turns = turns.span
        var half = 1
        while half < 256 {
            let step = 128 / half
            for start in stride(from: 0, to: 256, by: 2 * half) {
                for index in 0..<half {
                    let turn = turns[index * step]
                    let (one, other) = (numbers[start + index], numbers[start + index + half])
                    let turned = SIMD2(turn[0] * other[0] - turn[1] * other[1], turn[0] * other[1] + turn[1] * other[0])
                    numbers[start + index] = one + turned
                    numbers[start + index + half] = one - turned
                }
            }
            half *= 2
        }
    }
}

extension UInt8 {
    /// The bits in reverse order.
    fileprivate var bitsReversed: UInt8 {
        var reversed: UInt8 = 0
        for bit in 0..<8 where self & (1 << bit) != 0 { reversed |= 128 >> bit }
        return reversed
    }
}
