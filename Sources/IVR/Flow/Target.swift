/// Where an outcome leads; always a static name, so the whole graph is known before a call.
public enum Target: Hashable, Sendable {
    /// Another step of the flow.
    case step(StepID)
    /// The end: hangs up, or returns to the flow that runs this one.
    case end
    /// Returns to the flow that runs this one by a named exit; a flow that was not run by another hangs up.
    case exit(ExitName)
}

extension Target: CustomStringConvertible {
    /// The name as it is written.
    public var description: String {
        switch self {
        case .step(let id): id.rawValue
        case .end: "end"
        case .exit(let name): name.rawValue
        }
    }
}
