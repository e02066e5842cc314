/// What a flow waits for.
struct FlowActivity: Sendable {
    enum Kind: Sendable {
        case play(Play)
        case question(Asked, InputAttempts)
        case readBack(Doubt)
        case record(Record)
        case fetch(Fetch)
        case hours(Hours)
        case enqueue(Enqueue)
        case transfer(Transfer)
        case notify(Notify)
        case apology
    }

    let id: ActivityID
    let kind: Kind
}

extension FlowActivity {
    /// Whether an outcome is one the activity can have.
    func accepts(_ outcome: FlowOutcome) -> Bool {
        switch (kind, outcome) {
        case (.play, .promptEnded), (.apology, .promptEnded): true
        case (.question(.menu, _), .option), (.readBack, .option), (.question(.gather, _), .digits), (.question(.gather, _), .said): true
        case (.question, .heard), (.readBack, .heard), (.question, .unheard), (.readBack, .unheard): true
        case (.question, .noInput), (.readBack, .noInput), (.question, .noMatch), (.readBack, .noMatch): true
        case (.question, .command), (.readBack, .command), (.enqueue, .command): true
        case (.record, .recorded), (.record, .recordTooShort), (.record, .recordFailed):
            true
        case (.fetch, .fetched), (.fetch, .fetchFailed), (.fetch, .fetchTimedOut):
            true
        case (.hours, .open), (.hours, .closed), (.hours, .holiday), (.notify, .notified), (.notify, .notifyFailed):
            true
        case (.enqueue, .queueAnswered), (.enqueue, .queueTimedOut), (.enqueue, .queueFull), (.enqueue, .queueClosed),
            (.enqueue, .queueFailed), (.enqueue, .queueCalledBack):
            true
        case (.transfer, .transferAnswered), (.transfer, .transferBusy), (.transfer, .transferNoAnswer), (.transfer, .transferFailed):
            true
        default:
            false
        }
    }
}

extension FlowOutcome {
    /// Whether the caller, or somebody who talked with the caller, made it happen.
    var isHuman: Bool {
        switch self {
        case .option, .digits, .said, .heard, .command, .recorded, .queueAnswered, .queueCalledBack, .transferAnswered: true
        default: false
        }
    }
}
