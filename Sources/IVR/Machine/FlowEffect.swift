/// What a flow wants done, in the order in which it wants it.
///
/// A batch of effects ends with exactly one that waits (it carries an `ActivityID`) or with one that ends the call (`refuse`, `hangUp`).
public enum FlowEffect: Hashable, Sendable {
    /// A step has begun.
    case entered(StepID)
    /// An outcome was taken: `main-menu --"2"--> complaint`.
    case followed(from: StepID, label: String, to: Target)
    /// A variable was set; shown as `***` when it is sensitive.
    case assigned(VariableName, shown: String)
    /// Prompts are spoken in another language from here on.
    case languageChanged(LanguageTag)
    /// Begin, interrupt or end the recording of the call.
    case recording(RecordingOrder)
    /// Something went wrong inside the flow; an apology and the end of the call follow.
    case fault(FlowFault)
    /// Answer the call; comes once, before the first effect that needs media.
    case answer
    /// Play prompts. Outcome: `promptEnded`.
    case play(PlayRequest, ActivityID)
    /// Collect one answer. Outcomes: `option`, `digits`, `noInput`, `noMatch`, `command`.
    case gather(GatherRequest, ActivityID)
    /// Record the caller. Outcomes: `recorded`, `recordTooShort`, `recordFailed`.
    case record(RecordRequest, ActivityID)
    /// Ask a service. Outcomes: `fetched`, `fetchFailed`, `fetchTimedOut`.
    case fetch(FetchRequest, ActivityID)
    /// Look into a calendar. Outcomes: `open`, `closed`, `holiday`.
    case hours(CalendarName, ActivityID)
    /// Wait for an agent. Outcomes: those beginning with `queue`.
    case enqueue(EnqueueRequest, ActivityID)
    /// Connect somebody else. Outcomes: those beginning with `transfer`.
    case transfer(TransferRequest, ActivityID)
    /// Tell somebody outside. Outcomes: `notified`, `notifyFailed`.
    case notify(NotifyRequest, ActivityID)
    /// Refuse the call with that SIP status; only before it was answered.
    case refuse(status: Int)
    /// End the call.
    case hangUp(reason: String)
}

extension FlowEffect {
    /// The activity whose outcome the flow now waits for.
    public var activity: ActivityID? {
        switch self {
        case .play(_, let id), .gather(_, let id), .record(_, let id), .fetch(_, let id), .hours(_, let id), .enqueue(_, let id),
            .transfer(_, let id), .notify(_, let id):
            id
        case .entered, .followed, .assigned, .languageChanged, .recording, .fault, .answer, .refuse, .hangUp:
            nil
        }
    }

    /// Whether nothing follows in this call.
    public var isLast: Bool {
        switch self {
        case .refuse, .hangUp: true
        default: false
        }
    }
}
