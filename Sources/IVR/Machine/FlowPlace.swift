/// Where a flow waits for an agent and what it knows, so that another call can go on there: the one in which the caller is called back.
///
/// Written down it has no sealed values; ``Revealed`` has them.
public struct FlowPlace: Hashable, Sendable {
    /// One of the flows at work: the one that was called, or one that another runs.
    struct Frame: Hashable, Sendable {
        var flow: FlowName
        var step: StepID
        var values: [Value]
    }

    /// A variable that was set.
    struct Value: Hashable, Sendable {
        var name: VariableName
        var value: Guarded<FlowValue>
    }

    var frames: [Frame]
    /// The language the caller chose.
    public var language: LanguageTag

    /// A step in a flow that knows nothing.
    public init(_ flow: FlowName, _ step: StepID, language: LanguageTag) {
        self.init(frames: [Frame(flow: flow, step: step, values: [])], language: language)
    }

    init(frames: [Frame], language: LanguageTag) {
        self.frames = frames
        self.language = language
    }
}

extension FlowMachine {
    /// Where the flow is now.
    var place: FlowPlace {
        let frames = frames.map { frame in
            let values = frame.variables.names.compactMap { name in frame.variables[name].map { FlowPlace.Value(name: name, value: $0) } }
            return FlowPlace.Frame(flow: frame.flow.name, step: frame.step, values: values)
        }
        return FlowPlace(frames: frames, language: language)
    }

    /// A call that we make to go on where another one waited for an agent; nil when the flows are no longer such that it could.
    ///
    /// A value that a changed flow has no place for is left out, as are sealed ones when they were not kept.
    public init?(
        resuming place: FlowPlace, flows: [FlowName: Flow], facts: CallFacts, prompts: [LanguageTag: Set<PromptName>] = [:]
    ) {
        guard let first = place.frames.first.flatMap({ flows[$0.flow] }), place.frames.count <= Self.depthLimit else { return nil }
        self.init(flow: first, flows: flows, facts: facts, prompts: prompts)
        language = place.language
        isAnswered = true
        frames = []
        for (depth, kept) in place.frames.enumerated() {
            guard let flow = flows[kept.flow], let step = flow.steps[kept.step] else { return nil }
            switch step.verb {
            case .enqueue where depth == place.frames.count - 1: break
            case .run(let run) where depth < place.frames.count - 1 && run.flow.value == place.frames[depth + 1].flow: break
            default: return nil
            }
            var frame = FlowFrame(flow: flow)
            frame.step = kept.step
            for value in kept.values { _ = frame.variables.set(value.name, to: value.value) }
            frames.append(frame)
            guard (try? initialise()) != nil else { return nil }
        }
        var (trial, effects) = (self, [FlowEffect]())
        trial.resume(into: &effects)
        guard case .enqueue? = effects.last else { return nil }
    }

    /// Begins the step again in which the other call waited.
    public mutating func resume(into effects: inout [FlowEffect]) {
        guard !isOver, activity == nil, lastActivity == 0 else { return }
        proceed(into: &effects) { machine, effects throws(FlowFault.Reason) in
            try machine.enter(machine.frame.step, into: &effects)
        }
    }
}
