import Audio
import Foundation

/// Hears voices by what their sound is like, without a network's file: bands, pitch, how steady its lines are, and how all of it has been.
///
/// ```
/// frame -> spectrum -> 21 features -> 24 gated recurrent units -> chance
/// ```
/// What is long past the units remember as they have learnt to (K. Cho and others, 2014). `Benchmarks/endpointing/train-shape` trains them.
struct VoiceShape: Sendable {
    /// How many features a frame has.
    static let features = 21
    /// How many units there are, a multiple of eight.
    static let units = 24
    /// The units see the features and what they themselves said last.
    static let layer = VoiceLayer(inputs: features + units, outputs: 4 * units, start: 0)
    /// So much is taken off what the units say [logarithm of the odds]; negative, as they miss more than they invent.
    private static let caution: Float = -0.5
    /// What a line begins with may become anything: so much more is doubted in its first frame, then less and less.
    private static let doubt: Float = 4
    /// After so long nothing more is doubted [frames].
    private static let settling = 75
    /// So much of the comfort noise is laid under the line.
    private static let hissShare: Float = 0.6
    /// The energy of a frame of it [sum of squares].
    private static let hissEnergy: Float = 3600
    /// The edges of the bands [31.25 Hz]: 125 to 3375 Hz.
    private static let edges: [Int] = [4, 7, 10, 13, 17, 21, 26, 32, 40, 50, 63, 80, 108]
    /// The lines that are compared with those of 60 ms ago [31.25 Hz]: from 125 Hz, from 1000 Hz, up to 3375 Hz.
    private static let (lowest, middle, highest) = (4, 32, 108)

    /// The last 256 samples.
    private var sound = InlineArray<256, Float>(repeating: 0)
    /// The features, then what the units said.
    private(set) var inputs = InlineArray<45, Float>(repeating: 0)
    private var bands = InlineArray<12, Float>(repeating: 0)
    /// The magnitudes of the last three spectra, 104 lines each.
    private var lines = InlineArray<312, Float>(repeating: 0)
    private var oldest = 0
    private var lag: Float = 0
    private var age = 0
    /// A soft hiss under every line: on one of exact zeros, or of one number all the time, a tone is unlike any sound it has learnt.
    private var hiss = ComfortNoise(level: ComfortNoise.softest, seed: 1)

    /// How likely the sound up to this frame's end is a voice, from 0 to 1; `floor` is the least energy of the line's frames.
    mutating func hear(_ frame: borrowing AudioFrame, floor: Float) -> Float {
        listen(frame)
        let spectrum = ShortSpectrum(of: sound)
        measureBands(spectrum, floor: max(floor, Self.hissEnergy))
        measurePitch(spectrum)
        measureLines(spectrum)
        age = min(age + 1, Self.settling)
        return judge(Self.vectors.span)
    }

    private mutating func listen(_ frame: borrowing AudioFrame) {
        var kept = sound.mutableSpan
        let fresh = frame.samples.span
        for index in 0..<96 { kept[index] = kept[index + 160] }
        let noise = hiss.next()
        let noises = noise.samples.span
        for index in 0..<AudioFrame.sampleCount { kept[96 + index] = Float(fresh[index]) + Self.hissShare * Float(noises[index]) }
    }

    private mutating func measureBands(_ spectrum: borrowing ShortSpectrum, floor: Float) {
        let powers = spectrum.powers.span
        let edges = Self.edges.span
        var logs = InlineArray<12, Float>(repeating: 0)
        var (energy, mean): (Float, Float) = (0, 0)
        for band in 0..<12 {
            var sum: Float = 1000
            for bin in edges[band]..<edges[band + 1] { sum += powers[bin] }
            energy += sum
            logs[band] = log(sum / Float(edges[band + 1] - edges[band]))
            mean += logs[band] / 12
        }
        var flux: Float = 0
        for band in 0..<12 {
            flux += abs(logs[band] - bands[band]) / 12
            inputs[band] = logs[band] - mean
        }
        bands = logs
        inputs[12] = min(max(log(energy / (floor * 96 + 1)), -1), 6)
        // How flat it is: zero for noise, below for what has formants or tones.
        inputs[13] = mean - log(energy / 104)
        inputs[14] = min(flux, 3)
    }

    private mutating func measurePitch(_ spectrum: borrowing ShortSpectrum) {
        let pitch = spectrum.periodicity
        let glide = abs(log((pitch.lag + 1) / (lag + 1)))
        lag = pitch.lag
        inputs[15] = pitch.strength
        inputs[16] = min(glide, 1)
        // A note stays within a few thousandths, a voice does not.
        inputs[17] = min(glide * 30, 1)
        inputs[18] = log((lag + 1) / 50)
    }

    /// How alike the lines are to those of 60 ms ago, below and above 1 kHz: tones stay, a voice's harmonics move, the more the higher.
    private mutating func measureLines(_ spectrum: borrowing ShortSpectrum) {
        let start = oldest * 104 - Self.lowest
        oldest = oldest == 2 ? 0 : oldest + 1
        inputs[19] = likeness(spectrum, Self.lowest..<Self.middle, from: start)
        inputs[20] = likeness(spectrum, Self.middle..<Self.highest, from: start)
    }

    /// How alike these lines are to those that are kept from there on, in whose places they come.
    private mutating func likeness(_ spectrum: borrowing ShortSpectrum, _ range: Range<Int>, from start: Int) -> Float {
        let powers = spectrum.powers.span
        var (both, one, other): (Float, Float, Float) = (0, 10, 10)
        for bin in range {
            let (now, then) = (powers[bin].squareRoot(), lines[start + bin])
            lines[start + bin] = now
            both += now * then
            one += now * now
            other += then * then
        }
        return both / (one * other).squareRoot()
    }

    /// The units: how much each keeps, how much it looks back, what it would say anew and what of the past bears on that.
    private mutating func judge(_ weights: Span<SIMD8<Float>>) -> Float {
        guard weights.count == Self.layer.size + 4 else { return 0 }
        var gates = InlineArray<12, SIMD8<Float>>(repeating: .zero)
        var span = gates.mutableSpan
        Self.layer.apply(weights, to: inputs.span, into: &span)
        var sum = weights[Self.layer.size + 3]
        for block in 0..<3 {
            let kept = sigmoid(span[block])
            let fresh = hyperbolicTangent(span[block + 6] + sigmoid(span[block + 3]) * span[block + 9])
            var said = SIMD8<Float>.zero
            for lane in 0..<8 { said[lane] = inputs[Self.features + block * 8 + lane] }
            said = kept * said + (1 - kept) * fresh
            for lane in 0..<8 { inputs[Self.features + block * 8 + lane] = said[lane] }
            sum += said * weights[Self.layer.size + block]
        }
        let doubt = Self.caution + Self.doubt * (1 - Float(age) / Float(Self.settling))
        return sigmoid(SIMD8(repeating: sum.sum() - doubt))[0]
    }

    /// The weights in the order of the layer; what the units say anew sees the features alone, what bears on it the units alone.
    private static let vectors: [SIMD8<Float>] = {
        var (vectors, place) = ([SIMD8<Float>](), 0)
        func next(_ isThere: Bool) {
            guard isThere, place + 8 <= weights.count else { return vectors.append(.zero) }
            vectors.append(SIMD8(weights[place..<place + 8]))
            place += 8
        }
        for block in 0..<12 {
            next(true)
            for input in 0..<layer.inputs { next(block < 6 || (block < 9) == (input < features)) }
        }
        // The second layer has one number for each unit, and its bias in a vector of its own.
        for _ in 0..<4 { next(true) }
        return vectors
    }()
}
