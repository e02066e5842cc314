/// A file such as the network's own, of random numbers. The tests of whole calls see it, too.
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

    /// A network that gives everything it hears the same verdict, 1 for a voice or 0.
    init(saying verdict: Float) {
        for (name, shape) in Self.shapes { tensors[name] = [Float](repeating: 0, count: shape.reduce(1, *)) }
        tensors["decoder.decoder.2.bias"] = [verdict * 40 - 20]
    }

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
}
