public import Calendars
public import CallEngine
public import IVR
public import Recognition

/// A flow with everything a call of it needs but the call.
public struct SimulatedHotline: Sendable {
    /// The flow that is called.
    public var flow: Flow
    /// The flows it may run, by name.
    public var flows: [FlowName: Flow]
    /// The sounds.
    public var prompts: PromptLibrary
    /// The prompts that exist, by language.
    public var promptNames: [LanguageTag: Set<PromptName>]
    /// The calendars, by name.
    public var calendars: [CalendarName: OpeningCalendar]
    /// What the configuration decides for every call.
    public var options = CallOptions()
    /// What understands recorded sounds; without one they are no answer.
    public var engine: (any SpeechEngine)?

    /// The files beside the flow that say what can be said, and how: grammars, lists, lexicons, by name.
    public var speechFiles: [String: [UInt8]] = [:]

    /// A flow that speaks with stand-in voices, unless other sounds are given.
    public init(
        flow: Flow, flows: [FlowName: Flow] = [:], catalogues: [PromptCatalogue] = [], calendars: [CalendarName: OpeningCalendar] = [:],
        prompts: PromptLibrary? = nil
    ) {
        self.flow = flow
        self.flows = flows
        self.calendars = calendars
        self.prompts = prompts ?? StandInVoice.library(for: catalogues)
        promptNames = Dictionary(catalogues.map { ($0.language, Set($0.order)) }) { first, _ in first }
    }

    /// Who listens to the caller.
    private var ear: SimulatedEar {
        var ear = SimulatedEar(engine: engine)
        guard !speechFiles.isEmpty else { return ear }
        let all = [flow] + flows.values
        let languages = Set(all.flatMap(\.languages))
        for flow in all { ear.take(SpeechFiles(of: flow, languages: languages, octets: speechFiles)) }
        return ear
    }

    /// Makes a call as a script tells it.
    ///
    /// - Parameters:
    ///   - sounds: the files that begin at a time.
    ///   - clips: the files that the plan names [linear PCM, 8 kHz].
    public func call(_ script: CallScript, sounds: [CallerSound] = [], clips: [String: [Int16]] = [:]) -> SimulatedCall {
        let facts = CallFacts(
            callID: "simulated", callerNumber: script.from, calledNumber: script.to, history: script.history, language: script.language)
        let machine = FlowMachine(flow: flow, flows: flows, facts: facts, prompts: promptNames)
        var setup = CallSetup(
            facts: facts, machine: machine, flow: flow.name, prompts: prompts, started: script.at, seed: script.network.seed,
            options: options)
        setup.calendars = calendars
        setup.options.listens = !flow.listeningLanguages.isEmpty
        let caller = script.caller(sounds: sounds, clips: clips)
        var simulation = Simulation(setup, caller: caller, world: script.world, until: script.until, ear: ear)
        return simulation.run()
    }
}
