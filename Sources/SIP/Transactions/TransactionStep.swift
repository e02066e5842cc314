/// What a transaction hears.
enum TransactionEvent: Hashable, Sendable {
    /// It was just made.
    case begin
    /// The request arrived once more (server).
    case request
    /// The ACK of a refused INVITE arrived (server).
    case acknowledgement
    /// Its user answers with this status (server).
    case respond(Int)
    /// A response with this status arrived (client).
    case response(Int)
    /// A timer ran out.
    case expired(TransactionTimer)
    /// The transport could not deliver.
    case transportFailed
}

/// What a transaction wants done, in order.
enum TransactionStep: Hashable, Sendable {
    /// Send the held message, again or for the first time.
    case transmit
    /// Send the ACK of a refused INVITE (RFC 3261, 17.1.1.3).
    case acknowledge
    /// Start a timer; a repeating one replaces its predecessor, and so does one that bounds a state.
    case start(TransactionTimer, after: Duration)
    /// Stop the repetition.
    case stopRepeating
    /// Stop the bound of the state that was left.
    case stopWaiting
    /// Hand the message to the user of the transaction.
    case deliver
    /// Tell the user that nobody answered.
    case timeOut
    /// Forget the transaction.
    case end
}

/// What a transaction has to know of its surroundings.
struct TransactionConditions: Hashable, Sendable {
    var times: SIPTimes
    /// Whether the transport repeats by itself (TCP).
    var isReliable: Bool
}
