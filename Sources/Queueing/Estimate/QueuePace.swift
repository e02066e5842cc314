import Diagnostics

/// How fast a queue moves, measured on the running queue; the last calls count most.
public struct QueuePace: Hashable, Sendable, Codable {
    /// What one ticket takes of an agent, from her offer to the end of her wrap-up [ms].
    public private(set) var handling: Double
    /// How far single tickets are from that: the mean of squares [ms²].
    public private(set) var handlingSquare: Double
    /// How many tickets these two rest on, as far as they still count.
    public private(set) var weight: Double
    /// Callers who gave up, as far as they still count.
    public private(set) var givenUp = 0.0
    /// Time that callers waited, as far as it still counts [ms].
    public private(set) var waited = 0.0
    /// Tickets that agents have taken.
    public private(set) var takenCount = 0

    /// What is expected counts as so many calls.
    private static let priorWeight = 2.0
    /// Older calls count less: a measurement rests on about so many.
    private static let memory = 100.0

    /// Nothing is measured yet: calls take what the operator says, some much less and some much more.
    init(expecting handling: Milliseconds) {
        self.handling = Double(max(1, handling.rawValue))
        handlingSquare = 2 * self.handling * self.handling
        weight = Self.priorWeight
    }

    /// An agent is free again.
    mutating func served(in length: Milliseconds) {
        let length = Double(max(1, length.rawValue))
        weight = min(weight + 1, Self.memory)
        handling += (length - handling) / weight
        handlingSquare += (length * length - handlingSquare) / weight
    }

    /// An agent took a ticket.
    mutating func taken(at now: QueueInstant, after wait: Milliseconds) {
        takenCount += 1
        remember(wait, gaveUp: false)
    }

    /// A ticket left.
    mutating func gaveUp(_ reason: LeaveReason, after wait: Milliseconds) {
        remember(wait, gaveUp: reason == .hungUp)
    }

    private mutating func remember(_ wait: Milliseconds, gaveUp: Bool) {
        let keep = 1 - 1 / (2 * Self.memory)
        givenUp = givenUp * keep + (gaveUp ? 1 : 0)
        waited = waited * keep + Double(max(0, wait.rawValue))
    }

    /// How often one who waits gives up [1/ms].
    var abandonment: Double { waited > 0 ? givenUp / waited : 0 }

    /// The square of a length's deviation, as a part of the square of its mean: 0 when all take the same, 1 when exponential.
    var variation: Double { min(4, max(0.05, handlingSquare / (handling * handling) - 1)) }
}
