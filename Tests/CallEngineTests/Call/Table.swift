import Audio
import CallEngine
import Foundation
import IVR
import RTP
import Testing

/// Three parties at one table, each with a tone of its own, so that each frame that a party is sent says whom it heard.
struct Table {
    static let flow = """
        flow: table
        language: en-US
        start: agent
        steps:
          agent:
            enqueue: { queue: dispatch, music: music }
            timeout: goodbye
            full: goodbye
            closed: goodbye
            failed: nobody
            next: goodbye
          nobody:
            hangup: nobody
          goodbye:
            hangup: done
        """

    /// Whoever sounds: c, a, g and s are the caller, the agent, the guest and the supervisor who has made room for him, m the music, r the
    /// ringing tone [Hz]. Each has whole periods in a frame.
    private static let voices: [(letter: Character, frequency: Double)] = [
        ("c", 700), ("a", 1100), ("g", 1600), ("s", 2600), ("m", 2100), ("r", 450),
    ]
    /// How loud each is; all of them together are no louder than the line can be.
    private static let level = Decibels(-14)
    /// A tone that is 30 dB softer is not heard.
    private static let audible = (level - 30).sinePeak

    private(set) var call: Call
    private(set) var now = MediaTime.zero
    private(set) var outputs: [CallOutput] = []
    /// What each party was sent in each frame: `ag` are the agent and the guest, `-` is nobody, empty is no packet.
    private(set) var heard: [LegIndex: [String]] = [:]
    /// Keys that parties were sent as telephone events: packets that begin one.
    private(set) var events: [LegIndex: Int] = [:]
    private(set) var taped: [TapeFrame] = []
    private var sequence: UInt16 = 0
    /// Where the guest's packets arrive.
    private var guestsLeg = LegIndex.guest
    /// Who is there.
    private var speakers: Set<LegIndex> = [.caller, .partner]
    /// Whether nobody listens to what is sent: that takes time.
    var isDeaf = false

    /// A call whose agent and caller talk.
    init(_ change: (inout CallOptions) -> Void = { _ in }) throws {
        let flow = try #require(FlowParser.parse(text: Self.flow, path: "table.yaml").flow)
        var tone = ToneGenerator(frequency: 2100, level: Self.level)
        let music = PromptAudio(samples: tone.samples(for: .seconds(1)))
        let facts = CallFacts(callID: "c1", callerNumber: "1001", calledNumber: "95128")
        var options = CallOptions()
        options.agentCodes = AgentCodes(hold: "*1", transfer: "*2", consult: "*3")
        options.detectsTones = false
        change(&options)
        call = Call(
            CallSetup(
                facts: facts, machine: FlowMachine(flow: flow, facts: facts), flow: flow.name,
                prompts: PromptLibrary(clips: [ClipID(language: "en-US", name: "music"): music]), started: WallTime(milliseconds: 0),
                media: Self.media(of: .caller), seed: 9, options: options))
        handle(.started)
        handle(.acknowledged)
        tick(5)
        handle(.dial(.answered(Self.media(of: .partner)), activity))
        tick(20)
    }

    /// What is agreed with a party; the agent's law is another one.
    static func media(of leg: LegIndex) -> LegMedia {
        LegMedia(law: leg == .partner ? .a : .mu, remote: address(of: leg))
    }

    private static func address(of leg: LegIndex) -> TransportAddress { TransportAddress(192, 0, 2, 1 + leg.rawValue, port: 4000) }

    /// Tells the call something.
    mutating func handle(_ input: CallInput) {
        call.handle(input, at: now, into: &outputs)
    }

    /// A supervisor answers.
    mutating func supervise(_ mode: GuestMode, _ number: Int = 1) {
        handle(.guest(.answered(Self.media(of: .guest), mode), .supervisor("eve", number)))
        speakers.insert(.guest)
        tick(20)
    }

    /// Whom the agent asks answers.
    mutating func answer(_ number: Int = 1) {
        handle(.guest(.answered(Self.media(of: .guest), .consults), .consulted(number)))
        speakers.insert(.guest)
        tick(20)
    }

    /// What the supervisor says comes on the onlooker's leg from now on.
    mutating func guestStepsAside() {
        speakers.remove(.guest)
        speakers.insert(.onlooker)
    }

    /// It comes on the guest's again, who is gone.
    mutating func guestIsBack() {
        speakers.remove(.onlooker)
        speakers.insert(.guest)
    }

    /// A party says something from now on.
    mutating func comes(_ leg: LegIndex) { speakers.insert(leg) }

    /// A party says nothing any more.
    mutating func leaves(_ leg: LegIndex) { speakers.remove(leg) }

    /// The guest has the agent's place: what he says comes on that leg from now on.
    mutating func guestMoves() {
        speakers.remove(.partner)
        guestsLeg = .partner
    }

    /// Lets time pass, in which all who are there sound.
    mutating func tick(_ frames: Int) {
        for _ in 0..<frames {
            next()
            for leg in speakers { send(sound(of: leg), type: leg == .partner ? 8 : 0, as: leg) }
            finish()
        }
    }

    /// A party presses keys, as telephone events.
    ///
    /// - Parameter change: what is different from the frame after each key on.
    mutating func press(_ keys: String, as leg: LegIndex, then change: (inout Table) -> Void = { _ in }) {
        for key in keys {
            let code = UInt8(key == "*" ? 10 : key == "#" ? 11 : key.wholeNumberValue ?? 0)
            next()
            for other in speakers where other != leg { send(sound(of: other), type: other == .partner ? 8 : 0, as: other) }
            send([code, 0x8a, 3, 32], type: 101, as: leg)
            finish()
            change(&self)
            tick(8)
        }
    }

    private mutating func next() {
        now += .frame
        sequence &+= 1
    }

    private mutating func finish() {
        call.tick(at: now, into: &outputs)
        guard !isDeaf else { return }
        for leg in LegIndex.allCases {
            var buffer = [UInt8](repeating: 0, count: 256)
            var octets = buffer.mutableSpan
            let count = call.outgoing(leg: leg, into: &octets, at: now)
            let packet = Array(buffer.prefix(count))
            if count == 16, packet[1] & 0x80 != 0 { events[leg, default: 0] += 1 }
            heard[leg, default: []].append(Self.whom(packet))
        }
        var frame = TapeFrame()
        while call.takeTapeFrame(into: &frame) { taped.append(frame) }
    }

    private func sound(of leg: LegIndex) -> [UInt8] {
        let frequency = Self.voices[Int(leg.rawValue)].frequency
        var tone = ToneGenerator(frequency: frequency, level: Self.level)
        // The first frame has a ramp.
        let samples = tone.samples(for: .milliseconds(40)).suffix(AudioFrame.sampleCount)
        return samples.map { G711.encode($0, leg == .partner ? .a : .mu) }
    }

    private mutating func send(_ payload: [UInt8], type: UInt8, as leg: LegIndex) {
        let stamp = UInt32(sequence) &* UInt32(AudioFrame.sampleCount)
        var packet: [UInt8] = [0x80, type, UInt8(sequence >> 8), UInt8(truncatingIfNeeded: sequence)]
        // One telephone, whichever leg it is on.
        let origin = leg == .onlooker ? LegIndex.guest : leg
        packet += (0..<4).map { UInt8(truncatingIfNeeded: stamp >> (24 - 8 * UInt32($0))) } + [0, 0, 0, origin.rawValue + 1] + payload
        call.receive(packet.span, leg: leg == .guest ? guestsLeg : leg, from: Self.address(of: origin), at: now)
    }

    // MARK: what is heard

    private static func whom(_ packet: [UInt8]) -> String {
        guard packet.count == 172 else { return packet.isEmpty ? "" : "key" }
        let law = packet[1] & 0x7f == 8 ? G711.Law.a : .mu
        return whom(packet.dropFirst(12).map { G711.decode($0, law) })
    }

    /// Whose tones are in a frame.
    static func whom(_ samples: [Int16]) -> String {
        let letters = voices.filter { strength(of: $0.frequency, in: samples) > audible }.map(\.letter)
        return letters.isEmpty ? "-" : String(letters)
    }

    /// The amplitude of a tone, by Goertzel.
    private static func strength(of frequency: Double, in samples: [Int16]) -> Double {
        var (real, imaginary) = (0.0, 0.0)
        for (place, sample) in samples.enumerated() {
            let angle = 2 * Double.pi * frequency * Double(place) / 8000
            real += Double(sample) * cos(angle)
            imaginary += Double(sample) * sin(angle)
        }
        return 2 * (real * real + imaginary * imaginary).squareRoot() / Double(samples.count)
    }

    /// What a party heard in the last frames, equal ones once: `m a` is music and then the agent.
    func hears(_ leg: LegIndex, last count: Int = 10) -> String {
        var runs: [String] = []
        for frame in (heard[leg] ?? []).suffix(count) where runs.last != frame { runs.append(frame) }
        return runs.joined(separator: " ")
    }

    /// The transcript without its times.
    var lines: [String] {
        outputs.compactMap { output in
            guard case .event(let event, let time) = output else { return nil }
            return CallTranscript.line(event, at: time).map { String($0.dropFirst(10)) }
        }
    }

    /// The last activity that somebody was dialled for.
    var activity: ActivityID {
        for case .dial(_, let id) in outputs.reversed() { return id }
        return ActivityID(0)
    }

    /// The record, when the call is over.
    var record: CallRecord? {
        for case .ended(let record) in outputs { return record }
        return nil
    }

    /// Third parties that the call has dialled, and such as it wants hung up.
    var dialled: [String] { outputs.compactMap { if case .dialGuest(let request, _) = $0 { request.number } else { nil } } }
    var hungUp: [GuestID] { outputs.compactMap { if case .hangUpGuest(let id) = $0 { id } else { nil } } }
    var stayed: [GuestID] { outputs.compactMap { if case .guestStays(let id, _) = $0 { id } else { nil } } }
}
