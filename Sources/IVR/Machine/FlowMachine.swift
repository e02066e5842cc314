/// Walks one call through its flow: takes outcomes, gives effects, knows neither time nor audio.
///
/// ```
///            start                 handle(outcome, for: activity)
///              |                                |
///   enter a step, do what needs no waiting, follow its edge, enter the next ... until a step waits or the call ends
///              |                                |
///        effects, the last of them with an ActivityID, or refuse / hangUp
/// ```
/// Every run ends: a step that neither waits for somebody nor ends the call counts against `stepLimit`, which only the caller's (or an
/// agent's) doing sets back. Whatever goes wrong at run time becomes a `FlowFault`, an apology when the language has one, and the end.
public struct FlowMachine: Sendable {
    /// The most steps in a row without anything from the caller.
    public static let stepLimit = 100
    /// The deepest nesting of flows that run each other.
    public static let depthLimit = 8
    /// The most steps of the path that are kept.
    public static let pathLimit = 100
    /// The prompt that is played when a flow has a fault.
    public static let apology: PromptName = "apology"
    /// How often a read-back is asked for a yes or no.
    static let confirmationTries = 3

    let flows: [FlowName: Flow]
    let prompts: [LanguageTag: Set<PromptName>]
    let facts: CallFacts
    /// The flow that was called, and those it runs; the last one is at work.
    var frames: [FlowFrame]
    /// What the flow waits for.
    var activity: FlowActivity?
    var lastActivity = 0
    var stepsWithoutInput = 0
    var pathWalked: [StepID] = []

    /// The language prompts are spoken in.
    public internal(set) var language: LanguageTag
    /// Whether the call has been answered.
    public internal(set) var isAnswered = false
    /// Whether the flow has come to its end.
    public internal(set) var isOver = false

    /// A call at the door of its flow.
    ///
    /// - Parameters:
    ///   - flow: The flow that is called.
    ///   - flows: The flows it may run, by name.
    ///   - facts: What is known of the call.
    ///   - prompts: The prompts that exist in each language, to know whether there is an apology.
    public init(flow: Flow, flows: [FlowName: Flow] = [:], facts: CallFacts, prompts: [LanguageTag: Set<PromptName>] = [:]) {
        self.flows = flows
        self.facts = facts
        self.prompts = prompts
        language = facts.language ?? flow.defaultLanguage
        frames = [FlowFrame(flow: flow)]
    }

    /// Begins with the flow's first step.
    public mutating func start(into effects: inout [FlowEffect]) {
        guard !isOver, activity == nil, lastActivity == 0 else { return }
        proceed(into: &effects) { machine, effects throws(FlowFault.Reason) in
            try machine.initialise()
            return try machine.enter(machine.frame.flow.start, into: &effects)
        }
    }

    /// Goes on with how an activity ended; an outcome of another activity, or one that does not fit, changes nothing.
    public mutating func handle(_ outcome: FlowOutcome, for id: ActivityID, into effects: inout [FlowEffect]) {
        guard let current = activity, current.id == id, current.accepts(outcome) else { return }
        activity = nil
        if outcome.isHuman { stepsWithoutInput = 0 }
        proceed(into: &effects) { machine, effects throws(FlowFault.Reason) in
            try machine.progress(current.kind, outcome, into: &effects)
        }
    }
}

/// How a step, or an outcome, moves the flow on.
enum FlowProgress: Hashable, Sendable {
    /// Takes an edge of the current step.
    case follow(label: String, Target)
    /// Waits for an outcome.
    case waiting
    /// The call is over.
    case over
}

extension FlowMachine {
    typealias Move = (inout FlowMachine, inout [FlowEffect]) throws(FlowFault.Reason) -> FlowProgress

    /// Runs to completion: until the flow waits or is over.
    mutating func proceed(into effects: inout [FlowEffect], _ move: Move) {
        var progress = attempt(move, into: &effects)
        while case .follow(let label, let target) = progress {
            progress = attempt(
                { machine, effects throws(FlowFault.Reason) in
                    try machine.follow(label, target, into: &effects)
                }, into: &effects)
        }
    }

    /// Makes one move; a fault becomes the flow's end.
    private mutating func attempt(_ move: Move, into effects: inout [FlowEffect]) -> FlowProgress {
        do throws(FlowFault.Reason) {
            return try move(&self, &effects)
        } catch {
            return fail(error, into: &effects)
        }
    }

    private mutating func follow(
        _ label: String, _ target: Target, into effects: inout [FlowEffect]
    ) throws(FlowFault.Reason) -> FlowProgress {
        effects.append(.followed(from: frame.step, label: label, to: target))
        switch target {
        case .step(let step): return try enter(step, into: &effects)
        case .end: return try leave(by: nil, into: &effects)
        case .exit(let exit): return try leave(by: exit, into: &effects)
        }
    }

    /// A step of the flow at work.
    func step(_ id: StepID) throws(FlowFault.Reason) -> Step {
        guard let step = frame.flow.steps[id] else { throw .missing("step \"\(id)\"") }
        return step
    }

    /// Begins a step.
    mutating func enter(_ id: StepID, into effects: inout [FlowEffect]) throws(FlowFault.Reason) -> FlowProgress {
        frame.step = id
        stepsWithoutInput += 1
        guard stepsWithoutInput <= Self.stepLimit else { throw .tooManySteps }
        let step = try step(id)
        pathWalked.append(id)
        if pathWalked.count > Self.pathLimit { pathWalked.removeFirst() }
        effects.append(.entered(id))
        return try begin(step.verb, into: &effects)
    }

    /// The fate of a flow with a fault: the apology of the language, when there is one and the caller can hear it, and the end.
    private mutating func fail(_ reason: FlowFault.Reason, into effects: inout [FlowEffect]) -> FlowProgress {
        effects.append(.fault(FlowFault(flow: frame.flow.name, step: frame.step, reason: reason)))
        guard isAnswered else { return refuse(status: 500, into: &effects) }
        guard prompts[language]?.contains(Self.apology) == true else { return hangUp(reason: "fault", into: &effects) }
        let request = PlayRequest(prompt: RenderedPrompt(segments: [renderer.segment(Self.apology)]), bargeIn: false, typeAhead: .flush)
        effects.append(.play(request, wait(for: .apology)))
        return .waiting
    }

    /// Remembers what is waited for.
    mutating func wait(for kind: FlowActivity.Kind) -> ActivityID {
        lastActivity += 1
        let id = ActivityID(lastActivity)
        activity = FlowActivity(id: id, kind: kind)
        return id
    }

    mutating func hangUp(reason: String, into effects: inout [FlowEffect]) -> FlowProgress {
        guard isAnswered else { return refuse(status: 603, into: &effects) }
        isOver = true
        effects.append(.hangUp(reason: reason))
        return .over
    }

    mutating func refuse(status: Int, into effects: inout [FlowEffect]) -> FlowProgress {
        isOver = true
        effects.append(.refuse(status: status))
        return .over
    }

    /// Answers before the first thing that needs media.
    mutating func answer(into effects: inout [FlowEffect]) {
        guard !isAnswered else { return }
        isAnswered = true
        effects.append(.answer)
    }
}
