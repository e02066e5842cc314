import Audio
import CallEngine
import CallSimulator
import Foundation
import IVR
import Testing

/// A flow written in a test, its prompts as long as their names say, and a caller.
struct Rehearsal {
    var flow: Flow
    let words: Set<String>
    var caller = SimulatedCaller()
    var world = OutsideWorld()
    var until: Simulation.Limit?
    var options = CallOptions()
    var from = "+8613800138000"
    var history = CallerHistory(callsToday: 1)

    /// Parses the flow; every prompt is one second long, or as many as the number at the end of its name (`long-5`).
    init(_ yaml: String) throws {
        let (flow, diagnostics) = FlowParser.parse(text: yaml, path: "test.yaml")
        try #require(diagnostics.isEmpty, "\(diagnostics)")
        self.flow = try #require(flow)
        // Any word of the flow may be a prompt's name.
        words = Set(yaml.split { !($0.isLetter || $0.isNumber || $0 == "-") }.map(String.init))
    }

    /// Presses these keys.
    func pressing(_ keys: String) throws -> Rehearsal {
        var other = self
        other.caller.plan = try CallerPlan(parsing: keys)
        return other
    }

    /// Everything a call needs.
    var setup: CallSetup {
        let facts = CallFacts(callID: "test", callerNumber: from, calledNumber: "95128", history: history)
        return CallSetup(
            facts: facts, machine: FlowMachine(flow: flow, facts: facts), flow: flow.name, prompts: library,
            started: WallTime(milliseconds: 1_774_720_740_000), seed: 1, options: options)
    }

    /// Makes the call.
    func run() -> SimulatedCall {
        var simulation = Simulation(setup, caller: caller, world: world, until: until)
        return simulation.run()
    }

    private var library: PromptLibrary {
        var clips: [ClipID: PromptAudio] = [:]
        let noise = ComfortNoise(seed: 3)
        for name in words {
            let seconds = Int(name.split(separator: "-").last ?? "") ?? 1
            var noise = noise
            clips[ClipID(language: flow.defaultLanguage, name: name)] = PromptAudio(
                samples: (0..<seconds * 8000).map { _ in noise.nextSample() })
        }
        for clip in SpokenLanguage(flow.defaultLanguage)?.vocabulary ?? [] {
            clips[ClipID(language: flow.defaultLanguage, name: clip.name)] = PromptAudio(samples: Array(repeating: 8, count: 4000))
        }
        return PromptLibrary(clips: clips)
    }
}
