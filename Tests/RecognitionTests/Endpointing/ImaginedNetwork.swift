/// A file such as the network's own, of random numbers, and the network reckoned from them in the plainest way.
struct ImaginedNetwork {
    /// The tensors of the 8 kHz network and their shapes.
    static let shapes: [(name: String, shape: [Int])] = [
        ("stft.forward_basis_buffer", [130, 1, 128]),
        ("encoder.0.reparam_conv.weight", [128, 65, 3]), ("encoder.0.reparam_conv.bias", [128]),
        ("encoder.1.reparam_conv.weight", [64, 128, 3]), ("encoder.1.reparam_conv.bias", [64]),
        ("encoder.2.reparam_conv.weight", [64, 64, 3]), ("encoder.2.reparam_conv.bias", [64]),
        ("encoder.3.reparam_conv.weight", [128, 64, 3]), ("encoder.3.reparam_conv.bias", [128]),
        ("decoder.rnn.weight_ih", [512, 128]), ("decoder.rnn.weight_hh", [512, 128]),
        ("decoder.rnn.bias_ih", [512]), ("decoder.rnn.bias_hh", [512]),
        ("decoder.decoder.2.weight", [1, 128, 1]), ("decoder.decoder.2.bias", [1]),
    ]

    var tensors: [String: [Float]] = [:]

    /// Small random numbers of the same kind for each tensor.
    init(seed: UInt64) {
        var state = seed
        for (name, shape) in Self.shapes {
            let count = shape.reduce(1, *)
            let scale = 1.5 / Float(max(1, count / shape[0])).squareRoot()
            tensors[name] = (0..<count).map { _ in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return (Float(state >> 40) / Float(1 << 24) - 0.5) * scale
            }
        }
    }

    // MARK: As a file

    /// The file: each tensor is the value of a constant node in a graph that is an attribute of a node, as in the real one.
    func file(prefix: String = "If_0_else_branch__", shapes: [(name: String, shape: [Int])] = Self.shapes) -> [UInt8] {
        var nodes: [UInt8] = []
        for (name, shape) in shapes {
            var tensor: [UInt8] = []
            for length in shape { tensor += [0x08] + Self.varint(length) }
            tensor += [0x10, 1]
            var numbers: [UInt8] = []
            for number in tensors[name] ?? [] {
                for octet in 0..<4 { numbers.append(UInt8(truncatingIfNeeded: number.bitPattern >> UInt32(8 * octet))) }
            }
            tensor += Self.piece(9, numbers)
            let attribute = Self.piece(1, Array("value".utf8)) + Self.piece(5, tensor)
            nodes += Self.piece(1, Self.piece(2, Array((prefix + name).utf8)) + Self.piece(5, attribute))
        }
        let branch = Self.piece(1, Array("else_branch".utf8)) + Self.piece(6, nodes)
        return [0x08, 8] + Self.piece(7, Self.piece(1, Self.piece(4, Array("If".utf8)) + Self.piece(5, branch)))
    }

    private static func piece(_ field: Int, _ octets: [UInt8]) -> [UInt8] { varint(field << 3 | 2) + varint(octets.count) + octets }

    private static func varint(_ number: Int) -> [UInt8] {
        number < 128 ? [UInt8(number)] : [UInt8(number & 127 | 128)] + varint(number >> 7)
    }

    // MARK: Reckoned

    /// The chances of chunks of 256 samples, one after the other.
    func chances(of sound: [Float]) -> [Double] {
        var (said, held) = ([Double](repeating: 0, count: 128), [Double](repeating: 0, count: 128))
        var before = [Float](repeating: 0, count: 32)
        return stride(from: 0, to: sound.count - 255, by: 256).map { start in
            let heard = before + sound[start..<start + 256]
            before = Array(heard.suffix(32))
            // The last sample is not repeated where the sound is mirrored.
            let padded = (heard + heard[(heard.count - 33)..<(heard.count - 1)].reversed()).map(Double.init)
            var sequence = spectra(padded)
            for (layer, step) in [1, 2, 2, 1].enumerated() { sequence = convolve(sequence, layer, step) }
            turn(sequence[0], &said, &held)
            let verdict = weights("decoder.decoder.2.weight")
            return sigmoid(said.indices.reduce(weights("decoder.decoder.2.bias")[0]) { $0 + max(0, said[$1]) * verdict[$1] })
        }
    }

    private func weights(_ name: String) -> [Double] { (tensors[name] ?? []).map(Double.init) }

    /// The sum of products of a row of a matrix and a piece of a sequence.
    private func product(_ matrix: [Double], row: Int, of width: Int, _ sequence: [Double], from start: Int = 0) -> Double {
        var sum = 0.0
        for index in 0..<width { sum += matrix[row * width + index] * sequence[start + index] }
        return sum
    }

    private func spectra(_ sound: [Double]) -> [[Double]] {
        let basis = weights("stft.forward_basis_buffer")
        return (0..<4).map { place in
            (0..<65).map { row in
                let real = product(basis, row: row, of: 128, sound, from: place * 64)
                let imaginary = product(basis, row: row + 65, of: 128, sound, from: place * 64)
                return (real * real + imaginary * imaginary).squareRoot()
            }
        }
    }

    private func convolve(_ sequence: [[Double]], _ layer: Int, _ step: Int) -> [[Double]] {
        let (weight, bias) = (weights("encoder.\(layer).reparam_conv.weight"), weights("encoder.\(layer).reparam_conv.bias"))
        let channels = sequence[0].count
        return stride(from: 0, to: sequence.count, by: step).map { place in
            bias.indices.map { output in
                var sum = bias[output]
                for tap in 0..<3 where sequence.indices.contains(place + tap - 1) {
                    let seen = sequence[place + tap - 1]
                    for channel in 0..<channels { sum += weight[(output * channels + channel) * 3 + tap] * seen[channel] }
                }
                return max(0, sum)
            }
        }
    }

    private func turn(_ features: [Double], _ said: inout [Double], _ held: inout [Double]) {
        let (fresh, old) = (weights("decoder.rnn.weight_ih"), weights("decoder.rnn.weight_hh"))
        let (one, two) = (weights("decoder.rnn.bias_ih"), weights("decoder.rnn.bias_hh"))
        let gates: [Double] = (0..<512).map { row in
            one[row] + two[row] + product(fresh, row: row, of: 128, features) + product(old, row: row, of: 128, said)
        }
        for cell in 0..<128 {
            held[cell] = sigmoid(gates[128 + cell]) * held[cell] + sigmoid(gates[cell]) * tangent(gates[256 + cell])
            said[cell] = sigmoid(gates[384 + cell]) * tangent(held[cell])
        }
    }
}
