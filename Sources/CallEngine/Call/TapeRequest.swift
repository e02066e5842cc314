public import Audio

/// The recording of a whole call, to be opened: the caller on the left channel, what the caller hears on the right one.
public struct TapeRequest: Hashable, Sendable {
    /// The call it belongs to.
    public var callID: String
    /// Counts such recordings of the call from 1.
    public var number: Int
    /// When its first frame begins, in the time of the call.
    public var begins: MediaTime
    /// When that is.
    public var started: WallTime
    /// Who wanted it.
    public var reason: Reason

    /// A recording to be opened.
    public init(callID: String, number: Int, begins: MediaTime, started: WallTime, reason: Reason) {
        self.callID = callID
        self.number = number
        self.begins = begins
        self.started = started
        self.reason = reason
    }

    /// Who wants a call recorded.
    public enum Reason: String, Hashable, Sendable, Codable {
        /// The configuration: every call is.
        case all
        /// The queue whose agent took the call.
        case queue
        /// The flow.
        case flow
    }

    /// What its file is called, without folder and ending.
    public var stem: String { "\(callID)-call-\(number)" }
}
