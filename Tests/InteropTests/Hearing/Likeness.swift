import Foundation

/// How much of a sound is found in another one: the peak of the normalised cross-correlation, 1 for a copy at any level.
func likeness(of wanted: [Int16], in heard: [Int16]) -> Double {
    guard !wanted.isEmpty, heard.count >= wanted.count else { return 0 }
    var size = 1
    // What wraps around lies behind the last place where the wanted sound fits.
    while size < heard.count { size *= 2 }
    let product = correlation(Spectrum(heard, size: size), Spectrum(wanted, size: size))
    let power = wanted.reduce(0.0) { $0 + Double($1) * Double($1) }
    var window = heard.prefix(wanted.count).reduce(0.0) { $0 + Double($1) * Double($1) }
    // Where almost nothing is heard, nothing is found.
    let floor = power * 1e-3
    var best = 0.0
    for start in 0...(heard.count - wanted.count) {
        if window > floor { best = max(best, product[start] / (window * power).squareRoot()) }
        guard start + wanted.count < heard.count else { break }
        window += Double(heard[start + wanted.count]) * Double(heard[start + wanted.count]) - Double(heard[start]) * Double(heard[start])
    }
    return best
}

/// The same for the second of the wanted sound that is found best: a busy machine may spoil the others.
func likenessOfBestSecond(of wanted: [Int16], in heard: [Int16]) -> Double {
    var best = 0.0
    for start in stride(from: 0, through: wanted.count - 8000, by: 8000) where best < 0.9 {
        best = max(best, likeness(of: Array(wanted[start..<start + 8000]), in: heard))
    }
    return best
}

/// Waits until each of two parties who talk has heard a whole second of the other well.
///
/// Seconds that a busy machine spoils are no matter, as long as there is one that is not; then the words end.
func hearEachOther(
    _ first: (words: [Int16], heard: () throws -> [Int16]), _ second: (words: [Int16], heard: () throws -> [Int16])
) async throws {
    for (words, heard) in [(first.words, second.heard), (second.words, first.heard)] {
        var looked = 0
        try await eventually("a second that is heard well") {
            let sound = try heard()
            // To look costs more than to wait.
            guard sound.count >= looked + 8000 else { return false }
            looked = sound.count
            return likenessOfBestSecond(of: words, in: sound) >= 0.9
        }
    }
}

/// The cross-correlation of two sounds at every shift from 0 on.
private func correlation(_ first: Spectrum, _ second: Spectrum) -> [Double] {
    let real = zip(zip(first.real, first.imaginary), zip(second.real, second.imaginary)).map { $0.0 * $1.0 + $0.1 * $1.1 }
    let imaginary = zip(zip(first.real, first.imaginary), zip(second.real, second.imaginary)).map { $0.1 * $1.0 - $0.0 * $1.1 }
    // The inverse transform is the transform of the conjugate.
    let shifted = Spectrum(real: real, imaginary: imaginary.map { -$0 })
    return shifted.real.map { $0 / Double(real.count) }
}
