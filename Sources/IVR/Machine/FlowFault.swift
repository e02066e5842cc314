/// What went wrong inside a flow that had passed every check: its call hears the apology and is hung up.
public struct FlowFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kinds of fault.
    public enum Reason: Error, Hashable, Sendable {
        /// An expression could not be computed: an overflow, a division by zero, a missing field of a fetched body.
        case expression(String)
        /// A value could not be said: a date that is none, a digit string with a letter in it.
        case prompt(String)
        /// More steps than `FlowMachine.stepLimit` without anything from the caller.
        case tooManySteps
        /// Sub-flows nested deeper than `FlowMachine.depthLimit`.
        case tooDeep
        /// A step or flow that is named and not there; a checked flow has none.
        case missing(String)
    }

    /// The flow in which it happened.
    public let flow: FlowName
    /// The step in which it happened.
    public let step: StepID
    /// What happened.
    public let reason: Reason

    /// A fault at a step.
    public init(flow: FlowName, step: StepID, reason: Reason) {
        self.flow = flow
        self.step = step
        self.reason = reason
    }

    /// One line for logs and transcripts; it never holds a caller's value.
    public var description: String {
        switch reason {
        case .expression(let message), .prompt(let message): "\(flow)/\(step): \(message)"
        case .tooManySteps: "\(flow)/\(step): too many steps without anything from the caller"
        case .tooDeep: "\(flow)/\(step): flows run each other too deeply"
        case .missing(let name): "\(flow)/\(step): there is no \(name)"
        }
    }
}
