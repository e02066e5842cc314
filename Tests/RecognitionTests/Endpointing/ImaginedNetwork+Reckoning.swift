/// The network reckoned from its numbers in the plainest way.
extension ImaginedNetwork {
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
