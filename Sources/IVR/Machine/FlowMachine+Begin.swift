extension FlowMachine {
    /// Begins what a step does.
    mutating func begin(_ verb: Verb, into effects: inout [FlowEffect]) throws(FlowFault.Reason) -> FlowProgress {
        switch verb {
        case .play(let play): return try begin(play, into: &effects)
        case .menu(let menu): return try ask(.menu(menu), menu.question.prompt, InputAttempts(), into: &effects)
        case .gather(let gather): return try ask(.gather(gather), gather.question.prompt, InputAttempts(), into: &effects)
        case .record(let record): return try begin(record, into: &effects)
        case .recording(let change):
            effects.append(.recording(change.order.value))
            return .follow(label: "next", change.next.value)
        case .set(let set): return try begin(set, into: &effects)
        case .branch(let branch): return try begin(branch)
        case .hours(let hours):
            effects.append(.hours(hours.calendar.value, wait(for: .hours(hours))))
            return .waiting
        case .fetch(let fetch): return try begin(fetch, into: &effects)
        case .enqueue(let enqueue): return try begin(enqueue, into: &effects)
        case .transfer(let transfer): return try begin(transfer, into: &effects)
        case .language(let change): return begin(change, into: &effects)
        case .run(let run): return try begin(run, into: &effects)
        case .notify(let notify): return try begin(notify, into: &effects)
        case .hangup(let hangup): return begin(hangup, into: &effects)
        }
    }

    private mutating func begin(_ play: Play, into effects: inout [FlowEffect]) throws(FlowFault.Reason) -> FlowProgress {
        let request = PlayRequest(prompt: try rendered(play.prompt), bargeIn: play.bargeIn, typeAhead: play.typeAhead)
        answer(into: &effects)
        effects.append(.play(request, wait(for: .play(play))))
        return .waiting
    }

    private mutating func begin(_ record: Record, into effects: inout [FlowEffect]) throws(FlowFault.Reason) -> FlowProgress {
        let request = RecordRequest(
            prompt: try rendered(record.prompt), beep: record.beep, minimum: record.min, maximum: record.max, silence: record.silence,
            terminator: record.terminator, name: record.into.value, language: language,
            isSensitive: frame.flow.variables[record.into.value]?.isSensitive ?? false)
        answer(into: &effects)
        effects.append(.record(request, wait(for: .record(record))))
        return .waiting
    }

    private mutating func begin(_ set: Assignments, into effects: inout [FlowEffect]) throws(FlowFault.Reason) -> FlowProgress {
        for assignment in set.assignments {
            try assign(assignment.variable.value, try value(of: assignment.value.value), into: &effects)
        }
        return .follow(label: "next", set.next.value)
    }

    private func begin(_ branch: Branch) throws(FlowFault.Reason) -> FlowProgress {
        for condition in branch.cases {
            guard case .boolean(let holds) = try value(of: condition.when.value).reveal() else {
                throw .expression("the condition \(condition.when.value) is neither true nor false")
            }
            if holds { return .follow(label: condition.when.value.text, condition.next.value) }
        }
        return .follow(label: "otherwise", branch.otherwise.value)
    }

    private mutating func begin(_ change: LanguageChange, into effects: inout [FlowEffect]) -> FlowProgress {
        language = change.code.value
        effects.append(.languageChanged(language))
        return .follow(label: "next", change.next.value)
    }

    private mutating func begin(_ hangup: Hangup, into effects: inout [FlowEffect]) -> FlowProgress {
        if let status = hangup.status?.value, !isAnswered { return refuse(status: status, into: &effects) }
        return hangUp(reason: hangup.reason?.value ?? "hangup", into: &effects)
    }
}
