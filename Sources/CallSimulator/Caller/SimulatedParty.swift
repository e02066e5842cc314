import Audio
import CallEngine
import RTP

/// A telephone: sends real RTP packets with noise, sound and keys, and takes in the server's.
struct SimulatedParty: Sendable {
    /// Where it seems to be.
    static let address = TransportAddress(192, 0, 2, 1, port: 4000)
    /// 100 ms on, 100 ms off.
    static let keyLength = MediaTime.milliseconds(100)

    private struct Clip: Sendable {
        var start: MediaTime
        var octets: [UInt8]
    }

    private var session: RTPSession
    private let law: G711.Law
    private let noise: [UInt8]
    /// Whether the noise is so loud that it is heard under what is said.
    private let isLoud: Bool
    private var noisePosition = 0
    private var clips: [Clip]
    private var tone: [UInt8] = []
    private var tonePosition = 0
    private var frame = InlineArray<160, UInt8>(repeating: 0)
    private var heard = AudioFrame.silence

    /// A telephone on a line that hisses, in a place as loud as said [dBm0].
    init(law: G711.Law, sounds: [CallerSound], line: PromptAudio, place: Decibels? = nil, seed: UInt64, at now: MediaTime) {
        self.law = law
        isLoud = place != nil
        noise = place.map { Self.noise($0, law) } ?? line.octets(law)
        clips = sounds.map { Clip(start: $0.start, octets: $0.samples.map { G711.encode($0, law) }) }
        var chance = SplitMix(seed: seed)
        let formats = PayloadFormats(
            pcmu: law == .mu ? .pcmu : nil, pcma: law == .a ? .pcma : nil, telephoneEvent: PayloadType(101), preferredLaw: law)
        session = RTPSession(
            RTPConfiguration(
                ssrc: SSRC(UInt32(truncatingIfNeeded: chance.next())),
                firstSequence: SequenceNumber(UInt16(truncatingIfNeeded: chance.next())),
                firstTimestamp: RTPTimestamp(UInt32(truncatingIfNeeded: chance.next())), seed: chance.next(), canonicalName: "caller",
                remoteAddress: TransportAddress(192, 0, 2, 2, port: 4002), receiving: formats, sending: formats), at: now)
    }

    /// Ten seconds of it.
    private static func noise(_ level: Decibels, _ law: G711.Law) -> [UInt8] {
        var noise = ComfortNoise(level: level, seed: 3)
        return (0..<80_000).map { _ in G711.encode(noise.nextSample(), law) }
    }

    /// Presses a key as a telephone event.
    mutating func press(_ key: DTMFDigit) {
        _ = session.send(key, duration: SimulatedParty.keyLength)
    }

    /// Presses a key as a tone.
    mutating func sound(_ key: DTMFDigit) {
        var generator = ToneGenerator(key)
        tone = generator.samples(for: SimulatedParty.keyLength).map { G711.encode($0, law) }
        tonePosition = 0
    }

    /// Begins to make a sound.
    mutating func play(_ samples: [Int16], from start: MediaTime) {
        clips.removeAll { start - $0.start > MediaTime(samples: Int64($0.octets.count)) }
        clips.append(Clip(start: start, octets: samples.map { G711.encode($0, law) }))
    }

    /// The packet of the next 20 ms.
    mutating func speak(at now: MediaTime, into network: inout NetworkEmulator) {
        fillFrame(at: now)
        var packet = Datagram()
        var octets = packet.octets.mutableSpan
        packet.count = session.packetize(encoded: frame.span, law, into: &octets, at: now)
        if packet.count > 0 { network.send(packet, at: now) }
        guard now >= session.nextReport else { return }
        var report = packet.octets.mutableSpan
        packet.count = session.report(into: &report, at: now)
        if packet.count > 0 { network.send(packet, at: now) }
    }

    /// Takes a packet of the server's.
    mutating func receive(_ datagram: borrowing Datagram, at now: MediaTime) {
        _ = session.receive(
            datagram.octets.span.extracting(first: datagram.count), from: TransportAddress(192, 0, 2, 2, port: 4002), at: now)
    }

    /// Listens to the next 20 ms.
    mutating func listen(at now: MediaTime) {
        _ = session.playout(into: &heard, at: now)
    }

    private mutating func fillFrame(at now: MediaTime) {
        for index in 0..<AudioFrame.sampleCount {
            frame[index] = noise[noisePosition]
            noisePosition = noisePosition + 1 == noise.count ? 0 : noisePosition + 1
        }
        for clip in clips.indices { mix(clip, at: now) }
        guard tonePosition < tone.count else { return }
        for index in 0..<min(AudioFrame.sampleCount, tone.count - tonePosition) { frame[index] = tone[tonePosition + index] }
        tonePosition += AudioFrame.sampleCount
    }

    private func sum(_ one: UInt8, _ other: UInt8) -> UInt8 {
        let sum = Int(G711.decode(one, law)) + Int(G711.decode(other, law))
        return G711.encode(Int16(clamping: sum), law)
    }

    /// The part of a clip that lies in this frame replaces the hiss of the line; loud noise goes on under it.
    private mutating func mix(_ clip: Int, at now: MediaTime) {
        let offset = Int(clamping: (now - clips[clip].start).samples)
        guard offset > -AudioFrame.sampleCount, offset < clips[clip].octets.count else { return }
        for index in max(0, -offset)..<min(AudioFrame.sampleCount, clips[clip].octets.count - offset) {
            let octet = clips[clip].octets[offset + index]
            frame[index] = isLoud ? sum(octet, frame[index]) : octet
        }
    }
}
