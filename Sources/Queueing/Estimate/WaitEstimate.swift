public import Diagnostics
import Foundation

/// How long a ticket will wait: an interval that holds in four cases of five, if the queue goes on as it does.
public struct WaitEstimate: Hashable, Sendable, Codable {
    /// One in ten waits less.
    public var low: Milliseconds
    /// One in ten waits more.
    public var high: Milliseconds

    /// Creates an interval.
    public init(low: Milliseconds, high: Milliseconds) {
        self.low = low
        self.high = high
    }

    /// The middle.
    public var middle: Milliseconds { Milliseconds(rawValue: (low.rawValue + high.rawValue) / 2) }
}

/// What the wait for one's turn depends on.
struct WaitModel: Hashable, Sendable {
    /// How many come before.
    var ahead: Int
    /// Agents' worth of work that goes to this queue.
    var agents: Double
    /// How fast it moves.
    var pace: QueuePace

    /// Deviations from the mean beyond which one case in ten lies (standard normal distribution).
    private static let tenth = 1.2816
    /// So many steps are added one by one; what is ahead of them, as an integral.
    private static let exactSteps = 64

    /// The interval; nil when nobody works.
    ///
    /// As in Erlang's model A, one's turn comes after `ahead + 1` steps; while j others are still before, the next step comes when one
    /// of the agents is done or one of the j gives up, at a rate of `agents / handling + j * abandonment`. The mean and the variance of
    /// the sum give a gamma distribution, whose quantiles are those of Wilson and Hilferty (1931).
    var estimate: WaitEstimate? {
        guard agents > 0 else { return nil }
        let service = agents / pace.handling
        var mean = 0.0
        var variance = 0.0
        for step in 0...min(max(0, ahead), Self.exactSteps) {
            let rate = service + Double(step) * pace.abandonment
            mean += 1 / rate
            variance += spread(service, rate) / (rate * rate)
        }
        if ahead > Self.exactSteps { addFarSteps(service, &mean, &variance) }
        // The mean itself is only known as well as the calls measured allow.
        variance += mean * mean * pace.variation / pace.weight
        return Self.quantiles(mean: mean, variance: variance)
    }

    /// Agents' steps vary as their calls do; who gives up does so at any time (exponentially).
    private func spread(_ service: Double, _ rate: Double) -> Double {
        let part = service / rate
        // Several agents together are more irregular than one: their steps come from calls at different points.
        let agentsSpread = agents < 1.5 ? pace.variation : max(pace.variation, 1 - 1 / agents)
        return part * agentsSpread + (1 - part)
    }

    private func addFarSteps(_ service: Double, _ mean: inout Double, _ variance: inout Double) {
        let from = Double(Self.exactSteps) + 0.5
        let to = Double(ahead) + 0.5
        let theta = pace.abandonment
        guard theta * to > service * 1e-6 else {
            mean += (to - from) / service
            variance += spread(service, service) * (to - from) / (service * service)
            return
        }
        let near = service + from * theta
        let far = service + to * theta
        mean += log(far / near) / theta
        variance += (1 / near - 1 / far) / theta
    }

    private static func quantiles(mean: Double, variance: Double) -> WaitEstimate {
        // Far off the end of any working day, and of what an Int of milliseconds holds.
        let longest = 1e12
        let shape = max(0.2, mean * mean / max(variance, .leastNonzeroMagnitude))
        let deviation = tenth / (3 * shape.squareRoot())
        func quantile(_ sign: Double) -> Milliseconds {
            let root = max(0, 1 - 1 / (9 * shape) + sign * deviation)
            return Milliseconds(rawValue: Int(min(longest, max(0, mean * root * root * root))))
        }
        return WaitEstimate(low: quantile(-1), high: quantile(1))
    }
}
