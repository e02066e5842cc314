/// Where an outcome leads.
public enum Target: Hashable, Sendable, CustomStringConvertible {
    /// Another step of the same flow.
    case step(StepID)
    /// The end: hangs up, or returns from a sub-flow that names no exits.
    case end
    /// Returns from a sub-flow by one of its exits.
    case exit(ExitName)

    /// As it is written in the file.
    public var description: String {
        switch self {
        case .step(let step): step.description
        case .end: "end"
        case .exit(let exit): "exit \(exit)"
        }
    }
}
