extension FlowMachine {
    /// Goes on with an outcome that fits its activity.
    mutating func progress(
        _ kind: FlowActivity.Kind, _ outcome: FlowOutcome, into effects: inout [FlowEffect]
    ) throws(FlowFault.Reason) -> FlowProgress {
        switch kind {
        case .play(let play): return .follow(label: "next", play.next.value)
        case .question(let asked, let attempts): return try heard(outcome, asked, attempts, into: &effects)
        case .readBack(let doubt): return try heard(outcome, doubt, into: &effects)
        case .record(let record): return try recorded(outcome, record, into: &effects)
        case .fetch(let fetch): return try fetched(outcome, fetch, into: &effects)
        case .hours(let hours): return looked(outcome, hours)
        case .enqueue(let enqueue): return queued(outcome, enqueue)
        case .transfer(let transfer): return transferred(outcome, transfer)
        case .notify(let notify):
            return outcome == .notified ? .follow(label: "next", notify.next.value) : .follow(label: "failed", notify.failed.value)
        case .apology: return hangUp(reason: "fault", into: &effects)
        }
    }

    private mutating func recorded(
        _ outcome: FlowOutcome, _ record: Record, into effects: inout [FlowEffect]
    ) throws(FlowFault.Reason) -> FlowProgress {
        switch outcome {
        case .recorded(let name, _):
            try assign(record.into.value, .open(.text(name)), into: &effects)
            return .follow(label: "next", record.next.value)
        case .recordTooShort: return .follow(label: "too-short", record.tooShort.value)
        default: return .follow(label: "failed", record.failed.value)
        }
    }

    private func looked(_ outcome: FlowOutcome, _ hours: Hours) -> FlowProgress {
        switch outcome {
        case .open: .follow(label: "open", hours.open.value)
        case .holiday: .follow(label: "holiday", hours.holiday.value)
        default: .follow(label: "closed", hours.closed.value)
        }
    }

    private func queued(_ outcome: FlowOutcome, _ enqueue: Enqueue) -> FlowProgress {
        switch outcome {
        case .queueAnswered: return .follow(label: "next", enqueue.next.value)
        case .queueCalledBack:
            guard let callback = enqueue.callback else { return .follow(label: "failed", enqueue.failed.value) }
            return .follow(label: "called-back", callback.next.value)
        case .queueTimedOut: return .follow(label: "timeout", enqueue.timeout.value)
        case .queueFull: return .follow(label: "full", enqueue.full.value)
        case .queueClosed: return .follow(label: "closed", enqueue.closed.value)
        case .command(let key):
            guard let exit = enqueue.keys.first(where: { $0.key == key }) else { return .follow(label: "failed", enqueue.failed.value) }
            return .follow(label: "\"\(key)\"", exit.next.value)
        default: return .follow(label: "failed", enqueue.failed.value)
        }
    }

    private func transferred(_ outcome: FlowOutcome, _ transfer: Transfer) -> FlowProgress {
        switch outcome {
        case .transferAnswered: .follow(label: "answered", transfer.answered.value)
        case .transferBusy: .follow(label: "busy", transfer.busy.value)
        case .transferNoAnswer: .follow(label: "no-answer", transfer.noAnswer.value)
        default: .follow(label: "failed", transfer.failed.value)
        }
    }
}
