/// Why somebody could not be reached.
public enum DialFailure: Hashable, Sendable {
    /// 486, 600: they are speaking with somebody else.
    case busy
    /// 408, 480, or it rang for as long as it may.
    case noAnswer
    /// The queue takes nobody more.
    case full
    /// The queue is closed.
    case closed
    /// 603 and the like: they do not want the call.
    case declined
    /// Any other SIP status.
    case status(Int)
    /// It could not be tried: no such address, no media port, no trunk.
    case unreachable(String)
}

extension DialFailure: CustomStringConvertible {
    /// `busy`, `no answer`, `status 503`.
    public var description: String {
        switch self {
        case .busy: "busy"
        case .noAnswer: "no answer"
        case .full: "full"
        case .closed: "closed"
        case .declined: "declined"
        case .status(let status): "status \(status)"
        case .unreachable(let why): "unreachable: \(why)"
        }
    }
}
