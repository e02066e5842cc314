/// Puts the tensors of the file into the order in which ``VoiceNetwork`` goes through them.
struct VoiceWeights {
    private(set) var vectors: [SIMD8<Float>] = []
    private let prefix: String
    private let tensors: [String: TensorFile.Tensor]

    /// Reads a file.
    init(_ octets: Span<UInt8>) throws(VoiceNetworkError) {
        tensors = try TensorFile(octets).tensors
        // Two networks lie in one file. The one for 8 kHz has windows of 128 samples, and all its names begin alike.
        let basis = "stft.forward_basis_buffer"
        let name = tensors.filter { $0.key.hasSuffix(basis) && $0.value.shape == [130, 1, 128] }.keys.min()
        guard let name else { throw .missing(tensor: basis) }
        prefix = String(name.dropLast(basis.count))
        vectors.reserveCapacity(VoiceNetwork.size)
        try addSpectrum(octets)
        try addConvolutions(octets)
        try addCells(octets)
    }

    private mutating func addSpectrum(_ octets: Span<UInt8>) throws(VoiceNetworkError) {
        let basis = try numbers("stft.forward_basis_buffer", [130, 1, 128], octets)
        add(VoiceNetwork.spectrum) { row, input in
            // 65 real rows, then 65 imaginary ones; here both begin with a vector of their own.
            let part = row < 72 ? row : row - 72
            guard input >= 0, part < 65 else { return 0 }
            return basis[(row < 72 ? part : part + 65) * 128 + input]
        }
    }

    private mutating func addConvolutions(_ octets: Span<UInt8>) throws(VoiceNetworkError) {
        let layers: [(layer: VoiceLayer, channels: Int, taps: Range<Int>)] = [
            (VoiceNetwork.first, 65, 0..<3), (VoiceNetwork.second, 128, 0..<3), (VoiceNetwork.third, 64, 1..<3),
            (VoiceNetwork.fourth, 64, 1..<2),
        ]
        for (index, (layer, channels, taps)) in layers.enumerated() {
            let name = "encoder.\(index).reparam_conv"
            let weights = try numbers("\(name).weight", [layer.outputs, channels, 3], octets)
            let biases = try numbers("\(name).bias", [layer.outputs], octets)
            add(layer) { row, input in
                guard input >= 0 else { return biases[row] }
                return weights[(row * channels + input % channels) * 3 + taps.lowerBound + input / channels]
            }
        }
    }

    private mutating func addCells(_ octets: Span<UInt8>) throws(VoiceNetworkError) {
        let fresh = try numbers("decoder.rnn.weight_ih", [512, 128], octets)
        let said = try numbers("decoder.rnn.weight_hh", [512, 128], octets)
        let biases = try numbers("decoder.rnn.bias_ih", [512], octets)
        let others = try numbers("decoder.rnn.bias_hh", [512], octets)
        add(VoiceNetwork.gates) { row, input in
            guard input >= 0 else { return biases[row] + others[row] }
            return input < 128 ? fresh[row * 128 + input] : said[row * 128 + input - 128]
        }
        let verdict = try numbers("decoder.decoder.2.weight", [1, 128, 1], octets)
        for block in 0..<16 { vectors.append(Self.vector { verdict[block * 8 + $0] }) }
        let bias = try numbers("decoder.decoder.2.bias", [1], octets)
        vectors.append(SIMD8(repeating: bias[0]))
    }

    /// Appends a layer; the bias has the input -1.
    private mutating func add(_ layer: VoiceLayer, _ weight: (_ row: Int, _ input: Int) -> Float) {
        for block in 0..<layer.outputs / 8 {
            for input in -1..<layer.inputs { vectors.append(Self.vector { weight(block * 8 + $0, input) }) }
        }
    }

    private static func vector(_ lane: (Int) -> Float) -> SIMD8<Float> {
        SIMD8(lane(0), lane(1), lane(2), lane(3), lane(4), lane(5), lane(6), lane(7))
    }

    /// The numbers of a tensor, little end first.
    private func numbers(_ name: String, _ shape: [Int], _ octets: Span<UInt8>) throws(VoiceNetworkError) -> [Float] {
        guard let tensor = tensors[prefix + name] else { throw .missing(tensor: name) }
        let count = shape.reduce(1, *)
        guard tensor.shape == shape, tensor.octets.count == 4 * count else {
            throw .wrongShape(tensor: name, is: tensor.shape, expected: shape)
        }
        var numbers: [Float] = []
        numbers.reserveCapacity(count)
        for place in stride(from: tensor.octets.lowerBound, to: tensor.octets.upperBound, by: 4) {
            var bits: UInt32 = 0
            for octet in 0..<4 { bits |= UInt32(octets[place + octet]) << UInt32(8 * octet) }
            let number = Float(bitPattern: bits)
            // Trained numbers are small; with these bounds no sum of the network can overflow.
            guard abs(number) < 1e4 else { throw .notFinite(tensor: name) }
            numbers.append(number)
        }
        return numbers
    }
}
