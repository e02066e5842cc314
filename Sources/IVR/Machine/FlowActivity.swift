/// What a flow waits for.
struct FlowActivity: Sendable {
    enum Kind: Sendable {
        case play(Play)
        case menu(Menu, InputAttempts)
        case gather(Gather, InputAttempts)
        /// The read-back of an answer: the counters of the gather, then those of its own question.
        case confirmation(Gather, InputAttempts, own: InputAttempts)
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

/// How often an input has been asked in vain.
struct InputAttempts: Hashable, Sendable {
    var noInput = 0
    var noMatch = 0
}

extension FlowActivity {
    /// Whether an outcome is one the activity can have.
    func accepts(_ outcome: FlowOutcome) -> Bool {
        switch (kind, outcome) {
        case (.play, .promptEnded), (.apology, .promptEnded), (.menu, .option), (.confirmation, .option), (.gather, .digits),
            (.gather, .said):
            true
        case (.menu, .heard), (.gather, .heard), (.confirmation, .heard), (.menu, .unheard), (.gather, .unheard),
            (.confirmation, .unheard):
            true
        case (.menu, .noInput), (.gather, .noInput), (.confirmation, .noInput), (.menu, .noMatch), (.gather, .noMatch),
            (.confirmation, .noMatch):
            true
        case (.menu, .command), (.gather, .command), (.confirmation, .command), (.enqueue, .command):
            true
        case (.record, .recorded), (.record, .recordTooShort), (.record, .recordFailed):
            true
        case (.fetch, .fetched), (.fetch, .fetchFailed), (.fetch, .fetchTimedOut):
            true
        case (.hours, .open), (.hours, .closed), (.hours, .holiday), (.notify, .notified), (.notify, .notifyFailed):
            true
        case (.enqueue, .queueAnswered), (.enqueue, .queueTimedOut), (.enqueue, .queueFull), (.enqueue, .queueClosed),
            (.enqueue, .queueFailed):
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
        case .option, .digits, .said, .heard, .command, .recorded, .queueAnswered, .transferAnswered: true
        default: false
        }
    }
}
