import Audio
import CallEngine
import IVR
import RTP
import Testing

/// A call on a bench: the test is the caller, the network and the world outside, tick by tick.
///
/// Every prompt consists of one octet, so that a frame says what it is from: `welcome` is `a` all the way, see ``Stage/octet(of:)``.
struct Stage {
    static let address = TransportAddress(192, 0, 2, 1, port: 4000)
    private static let step = Int64(AudioFrame.sampleCount)

    private(set) var call: Call
    private(set) var now = MediaTime.zero
    private(set) var outputs: [CallOutput] = []
    /// What each tick sent to the caller: a prompt's name, `noise`, `sound`, or nothing.
    private(set) var sent: [String] = []
    private let names: [UInt8: String]
    private var sequence: UInt16 = 0
    private var keyStamp: UInt32 = 0
    /// What the partner's telephone speaks.
    var partnerLaw = G711.Law.a
    /// The first octet of sound that the caller was sent last.
    private(set) var lastOctet: UInt8?
    /// What the call hands over to be understood.
    private(set) var heardFrames: [AudioFrame] = []
    /// The recording of the whole call.
    private(set) var taped: [TapeFrame] = []
    /// The packet that the partner was sent last, and the caller.
    private(set) var partnerOctets: [UInt8] = []
    private(set) var callerOctets: [UInt8] = []
    /// What each tick sent to the partner, likewise.
    private(set) var sentToPartner: [String] = []
    /// How long the packet was that the partner was sent last [octets].
    var lastPartnerPacket: Int { partnerOctets.count }

    /// A call of a flow; `prompts` says how long each prompt is [frames], `softest` its first octet, `sounds` what others sound like,
    /// `areRough` that the prompts are noise of one loudness, `step` in which
    /// queue somebody waited for five minutes who is called back.
    init(
        _ yaml: String, prompts: [String: Int] = [:], sounds: [String: [Int16]] = [:], options: CallOptions = CallOptions(),
        media: LegMedia? = Stage.media, softest: UInt8 = 0x20, areRough: Bool = false, callerNumber: String = "1001",
        callingBackTo step: StepID? = nil
    ) throws {
        let (parsed, diagnostics) = FlowParser.parse(text: yaml, path: "test.yaml")
        try #require(diagnostics.isEmpty, "\(diagnostics)")
        let flow = try #require(parsed)
        var clips: [ClipID: PromptAudio] = [:]
        var names: [UInt8: String] = [:]
        for (place, name) in prompts.keys.sorted().enumerated() {
            let octet = softest + UInt8(place)
            names[octet] = name
            let count = (prompts[name] ?? 0) * AudioFrame.sampleCount
            let octets = areRough ? Stage.rough(octet, count: count) : [UInt8](repeating: octet, count: count)
            clips[ClipID(language: flow.defaultLanguage, name: name)] = PromptAudio(mu: octets, a: octets)
        }
        for (name, sound) in sounds { clips[ClipID(language: flow.defaultLanguage, name: name)] = PromptAudio(samples: sound) }
        self.names = names
        let facts = CallFacts(callID: "c1", callerNumber: callerNumber, calledNumber: "95128")
        var setup = CallSetup(
            facts: facts, machine: FlowMachine(flow: flow, facts: facts), flow: flow.name, prompts: PromptLibrary(clips: clips),
            started: WallTime(milliseconds: 0), media: media, seed: 9, options: options)
        if let step {
            let place = FlowPlace(flow.name, step, language: flow.defaultLanguage)
            setup.machine = try #require(FlowMachine(resuming: place, flows: [flow.name: flow], facts: facts))
            (setup.media, setup.waited) = (nil, .seconds(300))
        }
        call = Call(setup)
        handle(.started)
    }

    /// Noise of one loudness; each frame begins with this octet, each of the others has a sign by chance.
    private static func rough(_ octet: UInt8, count: Int) -> [UInt8] {
        var random = SplitMix(seed: UInt64(octet))
        return (0..<count).map { $0 % AudioFrame.sampleCount == 0 || random.next() % 2 == 0 ? octet : octet ^ 0x80 }
    }

    static let partnerAddress = TransportAddress(192, 0, 2, 9, port: 6000)
    static let media = LegMedia(law: .mu, remote: Stage.address)

    /// Tells the call something.
    mutating func handle(_ input: CallInput) {
        call.handle(input, at: now, into: &outputs)
    }

    /// The caller is there: the prompt may begin with the next tick.
    mutating func open() {
        handle(.acknowledged)
        tick(1, speaking: true)
    }

    /// Lets time pass; the caller's line sends noise when `speaking`.
    mutating func tick(_ frames: Int, speaking: Bool = false, sound: UInt8 = 0xfe, partner: UInt8? = nil) {
        for _ in 0..<frames {
            now += .frame
            sequence &+= 1
            if speaking { speak(sound, as: .caller) }
            if let partner { speak(partner, as: .partner) }
            call.tick(at: now, into: &outputs)
            leave()
        }
    }

    /// Lets 20 ms pass in which one party says a frame, or its telephone sends a key; the other is silent.
    mutating func tick(saying frame: AudioFrame? = nil, event: [UInt8]? = nil, as leg: LegIndex) {
        now += .frame
        sequence &+= 1
        for speaker in [LegIndex.caller, .partner] {
            let octet = UInt8(0xfe)
            guard speaker == leg else {
                speak(octet, as: speaker)
                continue
            }
            if let event {
                send(event, type: 101, as: leg)
            } else {
                let law = leg == .caller ? G711.Law.mu : partnerLaw
                send((0..<AudioFrame.sampleCount).map { G711.encode(frame?[$0] ?? 8, law) }, type: type(of: leg), as: leg)
            }
        }
        call.tick(at: now, into: &outputs)
        leave()
    }

    /// Lets 20 ms pass in which both parties say a frame.
    mutating func tick(saying frame: AudioFrame, partnerSaying octets: [UInt8]) {
        now += .frame
        sequence &+= 1
        send((0..<AudioFrame.sampleCount).map { G711.encode(frame[$0], .mu) }, type: 0, as: .caller)
        send(octets, type: type(of: .partner), as: .partner)
        call.tick(at: now, into: &outputs)
        leave()
    }

    /// Lets time pass in which the media thread is held up: there are no ticks.
    mutating func leap(frames: Int) {
        now += MediaTime(samples: Int64(frames) * Stage.step)
        sequence &+= UInt16(truncatingIfNeeded: frames)
    }

    private mutating func leave() {
        sent.append(packet() ?? "")
        if let frame = call.listenedFrame { heardFrames.append(frame) }
        partnerOctets = datagram(.partner)
        sentToPartner.append(name(of: partnerOctets) ?? "")
        takeTape()
    }

    /// Takes what there is of the recording of the whole call.
    mutating func takeTape() {
        var frame = TapeFrame()
        while call.takeTapeFrame(into: &frame) { taped.append(frame) }
    }

    /// Presses a key by INFO, between two ticks.
    mutating func press(_ keys: String) {
        for key in keys.compactMap(DTMFDigit.init) { handle(.key(key)) }
    }

    /// How far our stream to the partner is.
    func partnersTrail() -> StreamTrail? {
        var call = call
        return call.partnersTrail()
    }

    /// The lines of the transcript so far.
    var transcript: [String] {
        outputs.compactMap { output in
            if case .event(let event, let time) = output { CallTranscript.line(event, at: time) } else { nil }
        }
    }

    /// The transcript without its times.
    var lines: [String] { transcript.map { String($0.dropFirst(10)) } }

    /// The records that came out.
    var records: [CallRecord] {
        outputs.compactMap { if case .ended(let record) = $0 { record } else { nil } }
    }

    /// The frames sent since some tick, equal ones together: `welcome*3 noise*2`.
    func frames(from first: Int = 0, to leg: LegIndex = .caller) -> String {
        var runs: [(String, Int)] = []
        for name in (leg == .caller ? sent : sentToPartner).dropFirst(first) {
            if runs.last?.0 == name { runs[runs.count - 1].1 += 1 } else { runs.append((name, 1)) }
        }
        return runs.map { "\($0.0.isEmpty ? "nothing" : $0.0)*\($0.1)" }.joined(separator: " ")
    }

    private mutating func speak(_ octet: UInt8, as leg: LegIndex) {
        send([UInt8](repeating: octet, count: AudioFrame.sampleCount), type: type(of: leg), as: leg)
    }

    private func type(of leg: LegIndex) -> UInt8 { leg == .partner && partnerLaw == .a ? 8 : 0 }

    private mutating func send(_ payload: [UInt8], type: UInt8, as leg: LegIndex) {
        var packet: [UInt8] = [0x80, type, UInt8(sequence >> 8), UInt8(truncatingIfNeeded: sequence)]
        // A key keeps the time of its beginning.
        if type != 101 { keyStamp = UInt32(sequence) &* UInt32(Stage.step) }
        let stamp = keyStamp
        packet += [UInt8(truncatingIfNeeded: stamp >> 24), UInt8(truncatingIfNeeded: stamp >> 16)]
        packet += [UInt8(truncatingIfNeeded: stamp >> 8), UInt8(truncatingIfNeeded: stamp), 0, 0, 0, 1]
        packet += payload
        call.receive(packet.span, leg: leg, from: leg == .caller ? Stage.address : Stage.partnerAddress, at: now)
    }

    private mutating func packet() -> String? {
        callerOctets = datagram(.caller)
        guard callerOctets.count == 172 else { return nil }
        lastOctet = callerOctets[12]
        return name(of: callerOctets)
    }

    private func name(of packet: [UInt8]) -> String? {
        guard packet.count == 172 else { return nil }
        // A-law's silence has every other bit the other way round.
        let octet = packet[1] & 0x7f == 8 ? packet[12] ^ 0x2a : packet[12]
        return names[packet[12]] ?? (octet & 0x70 == 0x70 ? "noise" : "sound")
    }

    /// Where a leg's packets go.
    mutating func destination(of leg: LegIndex) -> TransportAddress? { call.destination(leg: leg) }

    private mutating func datagram(_ leg: LegIndex) -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: 256)
        var octets = buffer.mutableSpan
        let count = call.outgoing(leg: leg, into: &octets, at: now)
        return Array(buffer.prefix(count))
    }

    /// The last activity that the outputs name, for results.
    var lastActivity: ActivityID? {
        for output in outputs.reversed() {
            switch output {
            case .fetch(_, let id), .notify(_, let id), .dial(_, let id), .awaitAgent(_, let id), .refer(_, let id),
                .startRecording(_, let id):
                return id
            default: break
            }
        }
        return nil
    }
}
