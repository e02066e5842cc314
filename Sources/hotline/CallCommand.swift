import ArgumentParser
import CallEngine
import CallSimulator
import Diagnostics
import Foundation
import IVR

/// `hotline call FLOW`: calls a flow in imagined time, through the code that answers real calls.
struct CallCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "call", abstract: "Call a flow in imagined time and print what happens.",
        discussion: """
            Each blank-separated group of keys is pressed when the flow next waits for input after its prompt; with `!` before it during \
            the next prompt, with `@` after it at that time of the call. 100 ms on, 100 ms off. In place of keys, '"book a taxi"' is said, \
            and understood as a recogniser would that makes no mistakes; [taxi.wav] is played and really recognised; (mumble) and (noise) \
            are sounds without words.

            Without a script the world outside answers with the defaults: \(OutsideWorld.defaultsInWords); a script `default.yaml` in the \
            folder FLOW.calls beside the flow takes their place.

            Exit status: 0 as expected, 1 an expectation failed, 2 the flow, a script or --keys is not valid. docs/simulator.md has the details.
            """)

    @Argument(help: "The flow's file.", completion: .file(extensions: ["yaml"]))
    var flow: String

    @Option(help: "What the caller presses and says: '1 !2 \"book a taxi\" 13800138000# 1@12.5s'.")
    var keys: String?

    @Option(help: "A sound file that the caller plays, and when: FILE@TIME.")
    var audio: [String] = []

    @Option(help: "What the network does: loss=3%,jitter=40ms,seed=7 (also burst, duplicate, reorder, delay).")
    var network: String?

    @Option(help: "How loud it is where the caller is [dBm0], as in --noise=-25.")
    var noise: Int?

    @Option(
        help: "A script with the caller, the answers of the world outside and what is expected.", completion: .file(extensions: ["yaml"]))
    var caller: String?

    @Option(help: "The caller's number.")
    var from: String?

    @Option(help: "How often the caller has called today, this call included.")
    var callsToday: Int?

    @Option(help: "How long ago the caller's call before this one began: 20m.")
    var lastCall: String?

    @Option(help: "The queue that the caller was in last.")
    var lastQueue: String?

    @Option(help: "The number that is called.")
    var to: String?

    @Option(help: "The civil time of the call: 2026-03-29T01:59+08:00.")
    var at: String?

    @Option(help: "Stop at this step or time.")
    var until: String?

    @Option(help: "How keys travel: \(KeyMethod.allCases.map(\.rawValue).joined(separator: ", ")).")
    var dtmf: String?

    @Option(help: "The language the route asks for.")
    var language: String?

    @Option(help: "The configuration file, for its folders and names.", completion: .file(extensions: ["yaml"]))
    var config: String?

    @Flag(help: "Play every script of the flow and print which edges none has walked.")
    var coverage = false

    func run() throws {
        let workshop = FlowWorkshop(flow: flow, configuration: try config.map { try ConfigurationFile.load($0) })
        guard let hotline = workshop.hotline else {
            workshop.printFindings()
            throw ExitCode(2)
        }
        if coverage {
            try playAll(hotline, workshop)
        } else if let caller {
            try play(try changed(workshop.script(caller), for: hotline), at: caller, hotline)
        } else {
            try playFree(hotline, workshop)
        }
    }

    /// A call without a script: nothing is expected, so nothing can fail.
    private func playFree(_ hotline: SimulatedHotline, _ workshop: FlowWorkshop) throws {
        var script = CallScript()
        if let answers = try workshop.defaultAnswers() {
            script.world = answers
            print("# the world outside answers as in \(workshop.defaultScript)")
        } else {
            print("# the world outside answers with the defaults: \(OutsideWorld.defaultsInWords)")
        }
        script.world.isComplete = false
        script = try changed(script, for: hotline)
        let call = try SoundFolder(nil).call(script, to: hotline)
        for line in call.transcript { Self.show(line) }
        for complaint in call.complaints { Self.show("# \(complaint)") }
    }

    private func play(_ script: CallScript, at path: String, _ hotline: SimulatedHotline) throws {
        let call = try SoundFolder(path).call(script, to: hotline)
        let failures = failures(of: call, script)
        if failures.isEmpty {
            for line in call.transcript { Self.show(line) }
        } else {
            Self.show("\(path): \(script.title)")
            for failure in failures { Self.show(failure) }
            throw ExitCode(1)
        }
    }

    private func playAll(_ hotline: SimulatedHotline, _ workshop: FlowWorkshop) throws {
        var coverage = Coverage(of: hotline.flow, running: hotline.flows)
        var hasFailed = false
        for path in workshop.scripts() {
            let script = try workshop.script(path)
            let call = try SoundFolder(path).call(script, to: hotline)
            let failures = failures(of: call, script)
            Self.show("\(failures.isEmpty ? "ok    " : "failed") \(path): \(script.title)")
            for failure in failures { Self.show(failure) }
            hasFailed = hasFailed || !failures.isEmpty
            coverage.add(call)
        }
        Self.show(coverage.report)
        if hasFailed { throw ExitCode(1) }
    }

    /// Prints lines that hold words of flows, scripts and services: none of them does anything to the terminal, or fills it.
    private static func show(_ text: String) {
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) { print(VisibleText.of(line, limit: 2000)) }
    }

    private func failures(of call: SimulatedCall, _ script: CallScript) -> [String] {
        call.complaints + (ExpectationReport(call, expecting: script.expectations).difference.map { [$0] } ?? [])
    }

    /// Names on the command line that the flow does not have would only show as a call that goes on, or is silent.
    private func checkNames(_ hotline: SimulatedHotline) throws {
        if case .step(let step)? = until.map({ Simulation.Limit($0) }) {
            let steps = ([hotline.flow] + hotline.flows.values).flatMap { $0.steps.keys.map(\.rawValue) }
            try check(step.rawValue, among: steps, option: "--until", kind: "step")
        }
        if let language { try check(language, among: hotline.promptNames.keys.map(\.rawValue), option: "--language", kind: "language") }
        let controls = [from, to].compactMap { $0 }.joined().unicodeScalars.filter { $0.properties.generalCategory == .control }
        guard controls.isEmpty else {
            throw ValidationError("--from and --to take a number without control characters")
        }
    }

    private func check(_ name: String, among names: [String], option: String, kind: String) throws {
        guard !names.contains(name) else { return }
        let suggestion = Suggestion.question(for: name, in: names)
        throw ValidationError("\(option): there is no \(kind) `\(name)`\(suggestion)")
    }

    private func setHistory(of script: inout CallScript) throws {
        if let callsToday {
            guard (0...1_000_000).contains(callsToday) else { throw ValidationError("--calls-today takes a number from 0 to 1000000") }
            script.callsToday = callsToday
        }
        if let lastCall {
            guard let length = Milliseconds(text: lastCall) else { throw ValidationError("--last-call takes a length of time such as 20m") }
            script.sinceLastCall = length.rawValue / 1000
        }
        if let lastQueue { script.lastQueue = lastQueue }
    }

    private func plan(_ keys: String) throws -> CallerPlan {
        do throws(CallerPlanMistake) { return try CallerPlan(parsing: keys) } catch {
            StandardError.show(error.rendered(in: keys, named: "--keys"))
            throw ExitCode(2)
        }
    }

    /// The script with what the command line says instead.
    private func changed(_ script: CallScript, for hotline: SimulatedHotline) throws -> CallScript {
        var script = script
        try checkNames(hotline)
        if let keys { script.plan = try plan(keys) }
        do {
            if let network { script.network = try NetworkConditions(parsing: network) }
        } catch {
            throw ValidationError("\(error)")
        }
        if let noise {
            guard CallScript.noises.contains(noise) else { throw ValidationError("--noise takes a level from -60 to -10") }
            script.noise = noise
        }
        if let from { script.from = from }
        if let to { script.to = to }
        try setHistory(of: &script)
        if let at {
            guard let time = WallTime(at) else { throw ValidationError("--at takes a time such as 2026-03-29T01:59+08:00") }
            script.at = time
        }
        if let until { script.until = Simulation.Limit(until) }
        if let dtmf {
            guard let method = KeyMethod(rawValue: dtmf) else {
                throw ValidationError("--dtmf takes one of \(KeyMethod.allCases.map(\.rawValue).joined(separator: ", "))")
            }
            script.method = method
        }
        if let language { script.language = LanguageTag(language) }
        for sound in audio { script.sounds.append(try CallScript.SoundFile(argument: sound)) }
        return script
    }
}

extension CallScript.SoundFile {
    /// Reads `FILE@TIME`; without a time the sound begins with the call.
    fileprivate init(argument: String) throws {
        guard let mark = argument.lastIndex(of: "@") else {
            self.init(path: argument, start: .zero)
            return
        }
        guard mark > argument.startIndex, let start = Simulation.Limit(String(argument[argument.index(after: mark)...])).time else {
            throw ValidationError("--audio takes FILE@TIME, with a time such as 12.5s")
        }
        self.init(path: String(argument[..<mark]), start: start)
    }
}
