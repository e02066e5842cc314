import Foundation

/// The discrete Fourier transform of a sound, by Cooley and Tukey's division in two.
struct Spectrum {
    private(set) var real: [Double]
    private(set) var imaginary: [Double]

    /// The spectrum of samples, with zeros up to a power of two.
    init(_ samples: [Int16], size: Int) {
        self.init(
            real: samples.map(Double.init) + Array(repeating: 0, count: size - samples.count), imaginary: Array(repeating: 0, count: size))
    }

    /// Transforms values; their count is a power of two.
    init(real: [Double], imaginary: [Double]) {
        (self.real, self.imaginary) = (real, imaginary)
        let count = real.count
        self.real.withUnsafeMutableBufferPointer { real in
            self.imaginary.withUnsafeMutableBufferPointer { imaginary in
                Self.reverse(real, imaginary, count)
                var half = 1
                while half < count {
                    Self.combine(real, imaginary, count, half)
                    half *= 2
                }
            }
        }
    }

    private typealias Values = UnsafeMutableBufferPointer<Double>

    /// Puts every value where its index read backwards says.
    private static func reverse(_ real: Values, _ imaginary: Values, _ count: Int) {
        var target = 0
        for index in 1..<max(2, count) where count > 1 {
            var bit = count / 2
            while target & bit != 0 {
                target ^= bit
                bit /= 2
            }
            target |= bit
            if index < target {
                real.swapAt(index, target)
                imaginary.swapAt(index, target)
            }
        }
    }

    private static func combine(_ real: Values, _ imaginary: Values, _ count: Int, _ half: Int) {
        for offset in 0..<half {
            let angle = -Double.pi * Double(offset) / Double(half)
            let (cosine, sine) = (cos(angle), sin(angle))
            var upper = offset
            while upper < count {
                let lower = upper + half
                let r = real[lower] * cosine - imaginary[lower] * sine
                let i = real[lower] * sine + imaginary[lower] * cosine
                (real[lower], imaginary[lower]) = (real[upper] - r, imaginary[upper] - i)
                (real[upper], imaginary[upper]) = (real[upper] + r, imaginary[upper] + i)
                upper += 2 * half
            }
        }
    }
}
