extension FlowMachine {
    /// Runs another flow: its variables begin with their first values and with what is handed to it.
    mutating func begin(_ run: Run, into effects: inout [FlowEffect]) throws(FlowFault.Reason) -> FlowProgress {
        guard let flow = flows[run.flow.value] else { throw .missing("flow \"\(run.flow.value)\"") }
        guard frames.count < Self.depthLimit else { throw .tooDeep }
        var handed: [(VariableName, Guarded<FlowValue>)] = []
        for assignment in run.with { handed.append((assignment.variable.value, try value(of: assignment.value.value))) }
        frames.append(FlowFrame(flow: flow))
        for (name, value) in handed { try assign(name, value, into: &effects) }
        try initialise()
        return try enter(flow.start, into: &effects)
    }

    /// Comes to the end of the flow at work: of the call, or back to the flow that runs it.
    mutating func leave(by exit: ExitName?, into effects: inout [FlowEffect]) throws(FlowFault.Reason) -> FlowProgress {
        guard frames.count > 1 else { return hangUp(reason: exit?.rawValue ?? "end", into: &effects) }
        let ended = frames.removeLast()
        guard case .run(let run) = try step(frame.step).verb else { throw .missing("step that runs \"\(ended.flow.name)\"") }
        for result in run.into {
            guard let value = ended.variables[result.source.value] else { continue }
            try assign(result.variable.value, value, into: &effects)
        }
        guard let exit else {
            guard let next = run.next else { throw .missing("outcome for the end of \"\(ended.flow.name)\"") }
            return .follow(label: "next", next.value)
        }
        guard let known = run.exits.first(where: { $0.name.value == exit }) else {
            throw .missing("outcome \"\(exit)\" of \"\(ended.flow.name)\"")
        }
        return .follow(label: exit.rawValue, known.next.value)
    }
}
