/// How a call ended: who ended it and why. Data, not text.
public struct CallEnding: Hashable, Sendable, Codable {
    /// Who ended the call.
    public enum Party: String, Hashable, Sendable, Codable {
        /// The caller hung up or cancelled.
        case caller
        /// The flow reached its end, hung up or refused the call.
        case flow
        /// The server itself: a limit, a fault, a shutdown.
        case server
        /// The network between them: nothing was heard any more, or the signalling failed.
        case network
    }

    /// Why, apart from the words of the flow's author.
    public enum Reason: String, Hashable, Sendable, Codable {
        /// An ordinary hang-up.
        case hungUp = "hung-up"
        /// The caller gave up before the call was answered.
        case cancelled
        /// The flow refused the call before it was answered.
        case refused
        /// The call was handed to somebody else, who keeps it.
        case transferred
        /// They were to be called back, and did not answer.
        case notReached = "not-reached"
        /// No packet arrived for ``CallOptions/mediaTimeout``.
        case mediaTimeout = "media-timeout"
        /// The call reached ``CallOptions/maximumLength``.
        case maximumLength = "maximum-length"
        /// The flow failed in a way that its checks could not foresee.
        case fault
        /// The server is being stopped.
        case shutdown
        /// The process ended without a word; the next one tells of its calls.
        case crash
        /// The signalling broke down: no ACK, an error in the dialog, no session refresh.
        case signalling
    }

    /// Who ended it.
    public var party: Party
    /// Why.
    public var reason: Reason
    /// The words of the flow's `hangup`, the description of a fault, or empty.
    public var detail: String

    /// An ending.
    public init(party: Party, reason: Reason, detail: String = "") {
        self.party = party
        self.reason = reason
        self.detail = detail
    }
}

extension CallEnding: CustomStringConvertible {
    /// `caller hung-up`, `flow hung-up (done)`.
    public var description: String {
        detail.isEmpty ? "\(party.rawValue) \(reason.rawValue)" : "\(party.rawValue) \(reason.rawValue) (\(detail))"
    }
}
