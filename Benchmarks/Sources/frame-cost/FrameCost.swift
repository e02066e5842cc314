import Audio
import Recognition

/// What one frame of 20 ms costs, for counting instructions and allocations: `frame-cost OPERATION FRAMES`.
///
/// Run it with two numbers of frames and take the difference, so that starting does not count:
/// `valgrind --tool=callgrind frame-cost keys-noise 1000`, then 11000; plain `valgrind` tells the allocations.
@main struct FrameCost {
    /// What can be measured; the names are the arguments.
    enum Operation: String, CaseIterable {
        case decode, encode, mix, received, lost, noise, tone
        case keysInSilence = "keys-silence"
        case keysInNoise = "keys-noise"
        case keysInTone = "keys-tone"
    }

    static func main() {
        let arguments = CommandLine.arguments
        guard arguments.count == 3, let operation = Operation(rawValue: arguments[1]), let frames = Int(arguments[2]) else {
            return print("usage: frame-cost \(Operation.allCases.map(\.rawValue).joined(separator: "|")) FRAMES")
        }
        var media = Media()
        var octets = [UInt8](repeating: 0x21, count: AudioFrame.sampleCount)
        for _ in 0..<frames { media.run(operation, &octets) }
        print(media.frame.energy &+ Int64(media.events.count))
    }
}

/// The state of one call's media, as far as it is measured.
struct Media {
    private(set) var frame = AudioFrame(repeating: 1)
    private(set) var events: [DTMFDetector.Event] = []
    private var concealment = PacketLossConcealment()
    private var detector = DTMFDetector()
    private var noise = ComfortNoise(level: -20, seed: 1)
    private var tone = ToneGenerator(.five)
    private let silence = AudioFrame(repeating: 3)
    private let hiss: AudioFrame
    private let keys: [AudioFrame]

    init() {
        hiss = noise.next()
        let sound = ToneGenerator.dial([.five, .nine])
        keys = (0..<20).map { AudioFrame(sound[($0 * AudioFrame.sampleCount)...]) }
        events.reserveCapacity(64)
    }

    mutating func run(_ operation: FrameCost.Operation, _ octets: inout [UInt8]) {
        switch operation {
        case .decode: G711.decode(octets.span, .mu, into: &frame)
        case .encode: encode(&octets)
        case .mix: frame.mix(silence)
        case .received: concealment.received(&frame)
        case .lost:
            // Each second frame, so that every gap has its beginning and its end.
            concealment.received(&frame)
            frame = concealment.conceal()
        case .noise: frame = noise.next()
        case .tone: frame = tone.next()
        case .keysInSilence: detector.process(silence, into: &events)
        case .keysInNoise: detector.process(hiss, into: &events)
        case .keysInTone: detector.process(keys[Int(detector.position.samples / 160 % 20)], into: &events)
        }
        if events.count > 32 { events.removeAll(keepingCapacity: true) }
    }

    private func encode(_ octets: inout [UInt8]) {
        var span = octets.mutableSpan
        G711.encode(frame, .mu, into: &span)
    }
}
