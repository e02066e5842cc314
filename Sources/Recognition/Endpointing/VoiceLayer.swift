/// One layer of the network: a matrix times windows of its input, plus a bias.
///
/// Convolutions are this too, since what they see of a sequence that is stored place after place lies in a row. Eight outputs lie in one
/// vector; those of one such block lie in a row for all inputs:
/// ```
/// bias of block 0, its weights for input 0, 1, 2 ...; bias of block 1 ...
/// ```
struct VoiceLayer: Sendable {
    /// How many numbers a window has.
    let inputs: Int
    /// How many come out, a multiple of eight.
    let outputs: Int
    /// Where its blocks begin among those of all layers.
    let start: Int

    /// How many vectors the layer takes.
    var size: Int { outputs / 8 * stride }
    private var stride: Int { inputs + 1 }

    /// One window of the input; the output's count is ``outputs``, a multiple of 32.
    @inline(__always)
    func apply(_ weights: Span<SIMD8<Float>>, to input: Span<Float>, into output: inout MutableSpan<SIMD8<Float>>) {
        for block in Swift.stride(from: 0, to: outputs / 8, by: 4) {
            let place = start + block * stride
            let (first, second) = (weights.extracting(place..<place + stride), weights.extracting(place + stride..<place + 2 * stride))
            let third = weights.extracting(place + 2 * stride..<place + 3 * stride)
            let fourth = weights.extracting(place + 3 * stride..<place + 4 * stride)
            var (a, b, c, d) = (first[0], second[0], third[0], fourth[0])
            for index in 0..<inputs {
                let value = SIMD8(repeating: input[index])
                a += first[index + 1] * value
                b += second[index + 1] * value
                c += third[index + 1] * value
                d += fourth[index + 1] * value
            }
            (output[block], output[block + 1], output[block + 2], output[block + 3]) = (a, b, c, d)
        }
    }

    /// Four windows of the input, each so many numbers after the one before; the outputs of the four lie one after the other.
    @inline(__always)
    func applyFourTimes(
        _ weights: Span<SIMD8<Float>>, to input: Span<Float>, every distance: Int, into output: inout MutableSpan<SIMD8<Float>>
    ) {
        let (first, second) = (input.extracting(0..<inputs), input.extracting(distance..<distance + inputs))
        let (third, fourth) = (
            input.extracting(2 * distance..<2 * distance + inputs), input.extracting(3 * distance..<3 * distance + inputs)
        )
        let blocks = outputs / 8
        for block in 0..<blocks {
            let place = start + block * stride
            let row = weights.extracting(place..<place + stride)
            var (a, b, c, d) = (row[0], row[0], row[0], row[0])
            for index in 0..<inputs {
                let weight = row[index + 1]
                a += weight * first[index]
                b += weight * second[index]
                c += weight * third[index]
                d += weight * fourth[index]
            }
            (output[block], output[block + blocks]) = (a, b)
            (output[block + 2 * blocks], output[block + 3 * blocks]) = (c, d)
        }
    }
}
