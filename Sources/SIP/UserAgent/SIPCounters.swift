/// Everything the engine counts, by the name under which it is published.
public enum SIPCounter: String, Hashable, Sendable, CaseIterable {
    /// Messages that arrived from trusted sources.
    case received
    /// Messages that were sent, repetitions included.
    case sent
    /// Messages that were sent again by a timer or because a request was repeated.
    case retransmitted
    /// Bytes that are no SIP message.
    case malformed
    /// Messages from sources that are not trusted.
    case strangers
    /// Strangers that got no 403 because they asked too often.
    case strangersSilenced = "strangers_silenced"
    /// REGISTERs that were answered with 200.
    case registers
    /// REGISTERs that were answered otherwise, challenges included.
    case registersRefused = "registers_refused"
    /// REGISTERs with a wrong password, or of a user who does not exist.
    case wrongPasswords = "wrong_passwords"
    /// Responses that belong to nothing.
    case strayResponses = "stray_responses"
    /// ACKs that belong to nothing.
    case strayAcknowledgements = "stray_acknowledgements"
    /// Requests refused by the checks of RFC 3261, 8.2.
    case refusedRequests = "refused_requests"
    /// INVITEs that came twice by different ways (482).
    case mergedRequests = "merged_requests"
    /// Requests in a dialog that is not known (481).
    case unknownDialogs = "unknown_dialogs"
    /// Requests in a dialog with an older CSeq (500).
    case staleRequests = "stale_requests"
    /// INVITEs that crossed ours (491).
    case glares
    /// Calls refused because of overload (503).
    case refusedOverload = "refused_overload"
    /// Calls refused because of draining (503).
    case refusedDraining = "refused_draining"
    /// Calls refused because a source set them up too fast (503).
    case refusedSource = "refused_source"
    /// Calls refused because the table of calls was full (503).
    case refusedCalls = "refused_calls"
    /// Requests refused because the table of transactions was full (503).
    case refusedTransactions = "refused_transactions"
    /// Transactions that ended without an answer.
    case timeouts
    /// 2xx responses whose ACK never came.
    case missingAcknowledgements = "missing_acknowledgements"
    /// 2xx responses of a second fork, acknowledged and hung up.
    case extraForks = "extra_forks"
    /// Calls that came in.
    case incomingCalls = "incoming_calls"
    /// Calls that were dialled.
    case dialledCalls = "dialled_calls"
    /// Commands for calls that are over.
    case staleCommands = "stale_commands"
}

/// The counts since the engine was made; they never fall.
public struct SIPCounters: Hashable, Sendable {
    private var counts = [SIPCounter: UInt64](minimumCapacity: SIPCounter.allCases.count)

    /// How often it happened.
    public internal(set) subscript(_ counter: SIPCounter) -> UInt64 {
        get { counts[counter] ?? 0 }
        set { counts[counter] = newValue }
    }
}
