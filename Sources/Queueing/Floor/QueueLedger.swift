public import Diagnostics

/// What a queue has counted: a fold over its events, so that nothing counts twice.
///
/// Every ticket that joined is answered, abandoned, ended otherwise, moved out, or still there.
public struct QueueLedger: Hashable, Sendable, Codable {
    /// Tickets drawn here.
    public var joined = 0
    /// Callers who could not join.
    public var refused = 0
    /// Tickets that came from another queue.
    public var movedIn = 0
    /// Tickets that went to another queue.
    public var movedOut = 0
    /// Offers made.
    public var offers = 0
    /// Callers who talked to an agent.
    public var answered = 0
    /// Those of them who had waited no longer than the threshold.
    public var answeredInTime = 0
    /// Callers who gave up.
    public var abandoned = 0
    /// Those of them who did so at once; they do not count for the service level.
    public var abandonedSoon = 0
    /// Tickets that ended otherwise: too long, closed, unstaffed, unreachable, by key.
    public var ended = 0
    /// Waits of those answered.
    public var waits = Total()
    /// Waits of those who gave up.
    public var abandonedWaits = Total()
    /// Lengths of calls.
    public var talks = Total()
    /// Lengths of wrap-ups.
    public var wrapUps = Total()
    /// How good the estimates were.
    public var estimates = EstimateAccuracy()

    /// A number of lengths.
    public struct Total: Hashable, Sendable, Codable {
        /// How many.
        public var count = 0
        /// Their sum [ms].
        public var sum = 0
        /// The longest [ms].
        public var longest = 0

        /// The mean; nil when there is none.
        public var mean: Milliseconds? { count == 0 ? nil : Milliseconds(rawValue: sum / count) }

        mutating func add(_ length: Milliseconds) {
            count += 1
            sum = sum.saturatingAdd(max(0, length.rawValue))
            longest = max(longest, length.rawValue)
        }
    }

    /// The part of callers who were answered in time, of all who did not give up at once; nil before there is one.
    public var serviceLevel: Double? {
        let counted = answered + abandoned - abandonedSoon
        return counted == 0 ? nil : Double(answeredInTime) / Double(counted)
    }

    mutating func answered(_ ticket: Ticket, at now: QueueInstant, _ plan: ServicePlan) {
        let wait = now - ticket.joinedAt
        answered += 1
        if wait <= plan.threshold { answeredInTime += 1 }
        waits.add(wait)
        // What a callback's retries take says nothing about the queue.
        if let expected = ticket.expected, ticket.attempts <= 1, ticket.visited.isEmpty { estimates.compare(expected, with: wait) }
    }

    mutating func left(_ ticket: Ticket, _ reason: LeaveReason, at now: QueueInstant, _ plan: ServicePlan) {
        guard reason == .hungUp else {
            ended += 1
            return
        }
        let wait = now - ticket.joinedAt
        abandoned += 1
        if wait <= plan.shortAbandon { abandonedSoon += 1 }
        abandonedWaits.add(wait)
    }
}
