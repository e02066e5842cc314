import Audio
import RTP
import Recognition

/// What one frame of 20 ms costs, for counting instructions and allocations: `frame-cost OPERATION FRAMES`.
///
/// `session` is a packet from its octets to 20 ms of sound. Run it with two numbers of frames and take the difference, so that starting
/// does not count: `valgrind --tool=callgrind frame-cost keys-noise 1000`, then 11000; plain `valgrind` tells the allocations.
@main struct FrameCost {
    /// What can be measured; the names are the arguments.
    enum Operation: String, CaseIterable {
        case decode, encode, mix, received, lost, noise, tone, session
        case keysInSilence = "keys-silence"
        case keysInNoise = "keys-noise"
        case keysInTone = "keys-tone"
        case keysWhilePlaying = "keys-playing"
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
    private var session = RTPSession(Media.configuration)
    private var packet = (0..<RTPSession.packetSize).map { UInt8(0x70 + ($0 * 37 & 0x8f)) }
    private var number = 0
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
        case .session: listen()
        case .keysInSilence: detector.process(silence, into: &events)
        case .keysInNoise: detector.process(hiss, into: &events)
        case .keysWhilePlaying: detector.process(silence, played: hiss, into: &events)
        case .keysInTone: detector.process(keys[Int(detector.position.samples / 160 % 20)], into: &events)
        }
        if events.count > 32 { events.removeAll(keepingCapacity: true) }
    }

    private static let address = TransportAddress(127, 0, 0, 1, port: 4000)
    private static let configuration = RTPConfiguration(
        ssrc: SSRC(1), firstSequence: SequenceNumber(0), firstTimestamp: RTPTimestamp(0), seed: 1, canonicalName: "cost",
        remoteAddress: address, receiving: PayloadFormats(), sending: PayloadFormats())

    /// A packet of speech-like octets comes, and is heard.
    private mutating func listen() {
        number += 1
        let stamp = number * AudioFrame.sampleCount
        packet[0] = 0x80
        packet[1] = 0
        packet[2] = UInt8(truncatingIfNeeded: number >> 8)
        packet[3] = UInt8(truncatingIfNeeded: number)
        for octet in 0..<4 { packet[4 + octet] = UInt8(truncatingIfNeeded: stamp >> (24 - 8 * octet)) }
        let now = MediaTime(samples: Int64(stamp))
        let octets = packet
        let received = session.receive(octets.span, from: Media.address, at: now)
        let playout = session.playout(into: &frame, at: now)
        precondition(received == .audio && playout == .decoded, "a packet was not heard: \(received), \(playout)")
    }

    private mutating func encode(_ octets: inout [UInt8]) {
        var span = octets.mutableSpan
        G711.encode(frame, .mu, into: &span)
    }
}
