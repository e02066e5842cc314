/// What expressions can read of the call itself.
public enum CallFact: String, Hashable, Sendable, CaseIterable {
    /// The call's identifier.
    case callID = "call.id"
    /// The language spoken now.
    case language = "call.language"
    /// The number the call was diverted from.
    case diversion = "call.diversion"
    /// Headers of the INVITE by lower-case name.
    case headers = "call.headers"
    /// Who calls.
    case callerNumber = "caller.number"
    /// The caller's display name.
    case callerName = "caller.name"
    /// How often the caller has called today, this call included.
    case callsToday = "caller.calls-today"
    /// How long ago the caller's last call before this one began [s].
    case lastCall = "caller.last-call"
    /// The queue that the caller was in last.
    case lastQueue = "caller.last-queue"
    /// What was called.
    case calledNumber = "called.number"
    /// The caller's place in the queue, in what is said to who waits.
    case queuePosition = "queue.position"
    /// How many minutes the caller still waits at most, likewise.
    case queueWait = "queue.wait"
    /// How many minutes the caller has waited, also in what is said to the agent.
    case queueWaited = "queue.waited"

    /// The names in front of the dot; no variable may be called so.
    public static let roots: Set<String> = ["call", "caller", "called", "queue"]

    var type: ExpressionType {
        switch self {
        case .headers: .any
        case .callsToday, .lastCall, .queuePosition, .queueWait, .queueWaited: .number
        case .callID, .language, .diversion, .callerNumber, .callerName, .lastQueue, .calledNumber: .text
        }
    }

    /// Whether nothing is known of the caller here, though there is a value to reckon with.
    func isBlank(in facts: CallFacts) -> Bool {
        switch self {
        case .callsToday: facts.history.callsToday == 0
        case .lastCall: facts.history.sinceLastCall == nil
        case .lastQueue: facts.history.lastQueue.isEmpty
        default: false
        }
    }

    func value(in context: EvaluationContext) throws(EvaluationError) -> FlowValue {
        let facts = context.facts
        return switch self {
        case .callID: .text(facts.callID)
        case .language: .text(context.language.description)
        case .diversion: .text(facts.diversion)
        case .headers: .map(facts.headers.mapValues(FlowValue.text))
        case .callerNumber: .text(facts.callerNumber)
        case .callerName: .text(facts.callerName)
        case .callsToday: .number(facts.history.callsToday)
        case .lastCall: .number(facts.history.sinceLastCall ?? CallerHistory.never)
        case .lastQueue: .text(facts.history.lastQueue)
        case .calledNumber: .text(facts.calledNumber)
        case .queuePosition: try told(context.queue.position)
        case .queueWait: try told(context.queue.wait)
        case .queueWaited: try told(context.queue.waited)
        }
    }

    private func told(_ number: Int?) throws(EvaluationError) -> FlowValue {
        guard let number else { throw .unset(VariableName(rawValue)) }
        return .number(number)
    }
}
