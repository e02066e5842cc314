public import IVR
import Queueing

extension Configuration {
    /// How long an agent who has taken a caller may need until both talk, by the queues that are inside the server.
    public var connectTimes: [QueueName: Duration] {
        let own = floor.queues.filter { queues[QueueName($0.id.rawValue)]?.target == nil }
        return Dictionary(own.map { (QueueName($0.id.rawValue), $0.offers.connect.duration) }) { first, _ in first }
    }
}
