import Audio
import Foundation
public import Queueing

/// One imagined caller who asks for a person: everything about him is decided before the day begins, so that every what-if meets the
/// same people.
public struct SimulatedArrival: Hashable, Sendable {
    /// When he comes, from the beginning of the day [ms].
    public var at: Int
    /// The queue.
    public var queue: QueueID
    /// How long he talks [ms].
    public var talk: Int
    /// How long he waits before he gives up [ms]; nil: for ever.
    public var patience: Int?
    /// His priority.
    public var priority = 0
    /// What he needs of an agent.
    public var demands: [SkillDemand] = []
    /// From 0 to 1: he wants to be called back when it is below the part of callers who do.
    var callbackChance = 1.0
    /// From 0 to 1: he answers the call back when it is below the part of callers who do.
    var answerChance = 0.0

    /// Creates a caller.
    public init(at: Int, queue: QueueID, talk: Int, patience: Int? = nil) {
        self.at = at
        self.queue = queue
        self.talk = talk
        self.patience = patience
    }
}

/// Callers of one queue as the formulas of Erlang imagine them: independent of each other, with exponential times.
public struct ErlangTraffic: Hashable, Sendable {
    /// The queue.
    public var queue: QueueID
    /// Callers an hour.
    public var callsPerHour: Double
    /// The mean length of a call [ms].
    public var talk: Double
    /// The mean time that callers wait before they give up [ms]; nil: for ever.
    public var patience: Double?

    /// Creates traffic.
    public init(queue: QueueID, callsPerHour: Double, talk: Double, patience: Double? = nil) {
        self.queue = queue
        self.callsPerHour = callsPerHour
        self.talk = talk
        self.patience = patience
    }

    /// The callers of a day.
    func arrivals(_ length: Int, _ random: inout SplitMix) -> [SimulatedArrival] {
        guard callsPerHour > 0 else { return [] }
        var arrivals: [SimulatedArrival] = []
        var time = random.exponential(mean: 3_600_000 / callsPerHour)
        while time < Double(length) {
            var arrival = SimulatedArrival(at: Int(time), queue: queue, talk: Int(random.exponential(mean: talk)))
            arrival.patience = patience.map { Int(random.exponential(mean: $0)) }
            arrivals.append(arrival)
            time += random.exponential(mean: 3_600_000 / callsPerHour)
        }
        return arrivals
    }
}

extension SplitMix {
    /// A length of an exponential distribution.
    mutating func exponential(mean: Double) -> Double { -log(1 - unit()) * mean }
}
