import Audio
import CallEngine
import Glibc
import IVR
import RTP

/// What one frame of one call costs: `call-cost [FRAMES] [prompt|listen|record|queue|early|brief|talk|pass|tape|three]` prints the size of
/// a call and the time of receive, tick and outgoing.
///
/// The caller sends noise, and keys are listened for in it. They hear a prompt, which their voice may stop (`listen`), are recorded, hear
/// music, also while an agent is told what it is about (`brief`), or a partner who has not answered (`early`), or speak with a partner
/// (`pass`: in one law, and nobody listens for keys; `tape`: and both are recorded; `three`: and somebody talks with both).
/// Nothing may be allocated for a frame: `valgrind call-cost 10000` and `valgrind call-cost 20000` count the same allocations.
@main
enum CallCost {
    static func main() throws {
        let frames = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 200_000
        let mode = CommandLine.arguments.dropFirst(2).first ?? "prompt"
        var call = try open(mode, frames)
        let packets = callerPackets(mode)
        var outputs: [CallOutput] = []
        outputs.reserveCapacity(64)
        var buffer = InlineArray<512, UInt8>(repeating: 0)
        var sent = 0
        var taped = TapeFrame()
        let begin = clock()
        for frame in 1...max(1, frames) {
            let now = MediaTime(samples: Int64(frame * AudioFrame.sampleCount))
            receive(packets[frame % packets.count], number: frame, leg: .caller, call: &call, at: now)
            if hearsPartner(mode) {
                let type: UInt8 = mode == "pass" ? 0 : 8
                receive(packets[(frame + 7) % packets.count], number: frame, type: type, leg: .partner, call: &call, at: now)
            }
            if mode == "three" { receive(packets[(frame + 13) % packets.count], number: frame, type: 0, leg: .guest, call: &call, at: now) }
            call.tick(at: now, into: &outputs)
            var octets = buffer.mutableSpan
            sent += call.outgoing(leg: .caller, into: &octets, at: now) > 0 ? 1 : 0
            while call.takeTapeFrame(into: &taped) {}
            if hearsPartner(mode) { sent += call.outgoing(leg: .partner, into: &octets, at: now) > 0 ? 1 : 0 }
            if mode == "three" { sent += call.outgoing(leg: .guest, into: &octets, at: now) > 0 ? 1 : 0 }
            outputs.removeAll(keepingCapacity: true)
        }
        let seconds = Double(clock() - begin) / Double(CLOCKS_PER_SEC)
        let micros = (seconds / Double(frames) * 1e9).rounded() / 1000
        let last = mode == "tape" ? ", the last one recorded is \(taped.number)" : ""
        print("call: \(MemoryLayout<Call>.size) octets, \(frames) frames, \(sent) sent, \(micros) us a frame\(last)")
    }

    /// Whether there is a partner.
    private static func speaks(_ mode: String) -> Bool { ["brief", "talk", "pass", "tape", "three"].contains(mode) }

    /// Whether something comes from a partner, who may not have answered.
    private static func hearsPartner(_ mode: String) -> Bool { speaks(mode) || mode == "early" }

    /// A call that does one thing for so many frames at least.
    private static func open(_ mode: String, _ frames: Int) throws -> Call {
        let text = "flow: cost\nlanguage: en-US\nstart: only\nsteps:\n  only:\n" + step(mode)
        guard let flow = FlowParser.parse(text: text, path: "cost.yaml").flow else { throw CallCostError.flow }
        let library = PromptLibrary(clips: [ClipID(language: "en-US", name: "long"): prompt(frames)])
        let facts = CallFacts(callID: "cost")
        var options = CallOptions()
        options.maximumLength = .zero
        options.listens = true
        options.recordsAll = mode == "tape"
        options.detectsTones = mode != "pass"
        var call = Call(
            CallSetup(
                facts: facts, machine: FlowMachine(flow: flow, facts: facts), flow: flow.name, prompts: library,
                started: WallTime(milliseconds: 0), media: LegMedia(law: .mu, remote: address), seed: 1, options: options))
        var outputs: [CallOutput] = []
        call.handle(.started, at: .zero, into: &outputs)
        call.handle(.acknowledged, at: .zero, into: &outputs)
        let partner = LegMedia(law: mode == "pass" ? .mu : .a, remote: address)
        if speaks(mode) { call.handle(.dial(.answered(partner), ActivityID(1)), at: .zero, into: &outputs) }
        if mode == "early" { call.handle(.dial(.early(partner), ActivityID(1)), at: .zero, into: &outputs) }
        let guest = GuestProgress.answered(LegMedia(law: .mu, remote: address), .talks)
        if mode == "three" { call.handle(.guest(guest, .supervisor("eve", 1)), at: .zero, into: &outputs) }
        return call
    }

    /// A second of a tone, said again until all frames have heard it; the same for all short runs, so that it is not counted as theirs.
    private static func prompt(_ frames: Int) -> PromptAudio {
        var tone = ToneGenerator(frequency: 300)
        let second = PromptAudio(samples: tone.samples(for: .seconds(1)))
        let seconds = max(400, frames / 50 + 1)
        return PromptAudio(
            mu: (0..<seconds).flatMap { _ in second.mu }, a: (0..<seconds).flatMap { _ in second.a })
    }

    /// The only step of the flow.
    private static func step(_ mode: String) -> String {
        switch mode {
        case "record":
            """
                record: { prompt: none, into: message, max: 10m, silence: 1m, beep: false }
                next: end
                too-short: end
                failed: end
            """
        case "listen":
            """
                menu: { prompt: long, options: [{ keys: "1", say: taxi, next: end }] }
                no-input: { tries: 1, next: end }
                no-match: { tries: 1, next: end }
            """
        case "queue", "early", "brief", "talk", "pass", "tape", "three":
            """
                enqueue: { queue: desk, music: long\(mode == "brief" ? ", whisper: long" : "") }
                next: end
                timeout: { after: 1h, next: end }
                full: end
                closed: end
                failed: end
            """
        default:
            """
                menu: { prompt: long, options: [{ keys: "1", next: end }] }
                no-input: { tries: 1, next: end }
                no-match: { tries: 1, next: end }
            """
        }
    }

    private static let address = TransportAddress(127, 0, 0, 1, port: 4000)

    /// A second of a caller's packets, without their numbers.
    private static func callerPackets(_ mode: String) -> [InlineArray<172, UInt8>] {
        // Who is listened to says nothing: a noise that begins with the call might be somebody.
        var noise = ComfortNoise(level: mode == "listen" ? -60 : -40, seed: 7)
        return (0..<50).map { _ in
            var packet = InlineArray<172, UInt8>(repeating: 0)
            packet[0] = 0x80
            for index in 0..<160 { packet[12 + index] = G711.encode(noise.nextSample(), .mu) }
            return packet
        }
    }

    private static func receive(
        _ packet: InlineArray<172, UInt8>, number: Int, type: UInt8 = 0, leg: LegIndex, call: inout Call, at now: MediaTime
    ) {
        var packet = packet
        packet[2] = UInt8(truncatingIfNeeded: number >> 8)
        packet[3] = UInt8(truncatingIfNeeded: number)
        let stamp = number * AudioFrame.sampleCount
        for octet in 0..<4 { packet[4 + octet] = UInt8(truncatingIfNeeded: stamp >> (24 - 8 * octet)) }
        packet[1] = type
        packet[11] = 1
        call.receive(packet.span, leg: leg, from: address, at: now)
    }
}

/// Why nothing could be measured.
enum CallCostError: Error {
    /// The flow in this file is not valid any more.
    case flow
}
