import Foundation

@testable import Audio

/// The level of one frequency in a piece of sound [dBm0], by the sum that defines it.
func level(of samples: [Int16], at frequency: Double) -> Double {
    var (real, imaginary) = (0.0, 0.0)
    for (index, sample) in samples.enumerated() {
        let angle = 2 * Double.pi * frequency * Double(index) / 8000
        real += Double(sample) * cos(angle)
        imaginary += Double(sample) * sin(angle)
    }
    let peak = 2 * (real * real + imaginary * imaginary).squareRoot() / Double(max(1, samples.count))
    return Decibels(meanSquare: peak * peak / 2).value
}

/// The samples of frames one after the other.
func samples(of frames: [AudioFrame]) -> [Int16] {
    frames.flatMap { frame in (0..<AudioFrame.sampleCount).map { frame[$0] } }
}
