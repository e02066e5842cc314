import Foundation

/// What theory says of one queue: independent callers, exponential calls, and callers who wait for ever (Erlang C) or give up after
/// exponential patience (Erlang A).
public struct ErlangModel: Hashable, Sendable {
    /// Callers a second.
    public var arrivals: Double
    /// The mean length of a call [s].
    public var service: Double
    /// Agents.
    public var agents: Int
    /// The mean patience [s]; nil: callers wait for ever.
    public var patience: Double?

    /// Creates a model.
    public init(arrivals: Double, service: Double, agents: Int, patience: Double? = nil) {
        self.arrivals = arrivals
        self.service = service
        self.agents = agents
        self.patience = patience
    }

    /// What theory says.
    public struct Answer: Hashable, Sendable {
        /// The part of callers who have to wait.
        public var waited: Double
        /// The mean wait of all callers, of those who give up too [s].
        public var meanWait: Double
        /// The part of callers who give up.
        public var abandoned: Double
        /// The part of their time for which agents are busy.
        public var occupancy: Double
    }

    /// The state of a birth-and-death process in equilibrium; nil when the queue grows for ever.
    public var answer: Answer? {
        guard arrivals > 0, service > 0, agents > 0 else { return nil }
        let rate = 1 / service
        let giveUp = patience.map { $0 > 0 ? 1 / $0 : 0 } ?? 0
        if giveUp == 0, arrivals >= Double(agents) * rate { return nil }
        // Weights relative to that of `agents` callers, downwards and upwards from there, so that nothing overflows.
        var below = 0.0
        var busyBelow = 0.0
        var weight = 1.0
        for callers in stride(from: agents, to: 0, by: -1) {
            weight *= Double(callers) * rate / arrivals
            below += weight
            busyBelow += weight * Double(callers - 1)
        }
        var above = 1.0
        var length = 0.0
        weight = 1
        for waiting in 1...1_000_000 {
            weight *= arrivals / (Double(agents) * rate + Double(waiting) * giveUp)
            above += weight
            length += weight * Double(waiting)
            if weight * Double(waiting) < 1e-13 * max(1, length) { break }
        }
        let all = below + above
        let meanLength = length / all
        return Answer(
            waited: above / all, meanWait: meanLength / arrivals, abandoned: giveUp * meanLength / arrivals,
            occupancy: (busyBelow + above * Double(agents)) / all / Double(agents))
    }

    /// The part of callers who are answered within a time [s], when nobody gives up.
    public func answeredWithin(_ time: Double) -> Double? {
        guard patience == nil, let answer else { return nil }
        return 1 - answer.waited * exp(-(Double(agents) / service - arrivals) * time)
    }
}
