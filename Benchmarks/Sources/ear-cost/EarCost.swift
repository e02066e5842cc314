import Audio
import Recognition

/// What hearing one frame costs, for counting instructions and allocations: `ear-cost OPERATION FRAMES`.
///
/// `rest`: nobody listens. `quiet`: one listens to a quiet line. `shape` and `network`: a loud line, judged without and with a network,
/// whose numbers are all the same here. `echo`: our own prompt is taken out of it. Take the difference of two numbers of frames.
@main struct EarCost {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 3, let frames = Int(arguments[2]) else {
            return print("usage: ear-cost rest|quiet|shape|network|echo FRAMES")
        }
        let operation = arguments[1]
        let network = operation == "network" ? try VoiceNetwork(evenNetwork()) : nil
        var ears = Ears(Endpointer(detector: VoiceDetector(network: network)), isEchoing: operation == "echo")
        if operation != "rest" { ears.listen() }
        var noise = ComfortNoise(level: operation == "quiet" || operation == "rest" ? -70 : -20, seed: 1)
        let sound = (0..<50).map { index in
            // It swells, so that no floor catches up with it.
            var frame = noise.next()
            frame.amplify(by: Decibels(Double(-(index % 10)) * 3))
            return frame
        }
        for index in 0..<frames { ears.hear(sound[index % 50], played: sound[(index + 20) % 50]) }
        print(ears.events)
    }

    /// A file of the network's shapes, all of one number.
    private static func evenNetwork() -> [UInt8] {
        let shapes: [(String, [Int])] = [
            ("stft.forward_basis_buffer", [130, 1, 128]), ("encoder.0.reparam_conv.weight", [128, 65, 3]),
            ("encoder.0.reparam_conv.bias", [128]), ("encoder.1.reparam_conv.weight", [64, 128, 3]),
            ("encoder.1.reparam_conv.bias", [64]), ("encoder.2.reparam_conv.weight", [64, 64, 3]),
            ("encoder.2.reparam_conv.bias", [64]), ("encoder.3.reparam_conv.weight", [128, 64, 3]),
            ("encoder.3.reparam_conv.bias", [128]), ("decoder.rnn.weight_ih", [512, 128]), ("decoder.rnn.weight_hh", [512, 128]),
            ("decoder.rnn.bias_ih", [512]), ("decoder.rnn.bias_hh", [512]), ("decoder.decoder.2.weight", [1, 128, 1]),
            ("decoder.decoder.2.bias", [1]),
        ]
        var graph: [UInt8] = []
        for (name, shape) in shapes {
            var tensor: [UInt8] = []
            for length in shape { tensor += [0x08] + varint(length) }
            let count = shape.reduce(1, *)
            var numbers = [UInt8](repeating: 0, count: 4 * count)
            for index in 0..<count { numbers.replaceSubrange(4 * index..<4 * index + 4, with: [0x0a, 0xd7, 0x23, 0x3b]) }
            graph += piece(5, tensor + [0x10, 1] + piece(8, Array(name.utf8)) + piece(9, numbers))
        }
        return piece(7, graph)
    }

    private static func piece(_ field: Int, _ octets: [UInt8]) -> [UInt8] { varint(field << 3 | 2) + varint(octets.count) + octets }

    private static func varint(_ number: Int) -> [UInt8] {
        number < 128 ? [UInt8(number)] : [UInt8(number & 127 | 128)] + varint(number >> 7)
    }
}

/// The ears of one call.
private struct Ears {
    private var endpointer: Endpointer
    private var canceller = EchoCanceller()
    private let isEchoing: Bool
    private var now = MediaTime.zero
    private(set) var events = 0

    init(_ endpointer: Endpointer, isEchoing: Bool) {
        self.endpointer = endpointer
        self.isEchoing = isEchoing
    }

    mutating func listen() { endpointer.listen(at: now) }

    mutating func hear(_ heard: AudioFrame, played: AudioFrame) {
        now += .frame
        var frame = heard
        var surroundings = Surroundings()
        if isEchoing {
            // Half a second ago it was played, softer.
            frame = played
            frame.amplify(by: -18)
            surroundings.isEcho = canceller.cancel(&frame)
            canceller.play(heard)
        }
        guard let event = endpointer.handle(frame, surroundings, at: now) else { return }
        events += 1
        if case .ended = event { endpointer.listen(at: now) }
    }
}
