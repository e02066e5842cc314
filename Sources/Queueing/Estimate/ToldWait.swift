import Diagnostics

/// What a caller was told of his wait.
public struct ToldWait: Hashable, Sendable, Codable {
    /// When.
    public var at: QueueInstant
    /// His position, from 1.
    public var position: Int
    /// How much longer he waits; nil when nobody works, and nobody can say.
    public var wait: WaitEstimate?
    /// Why the end is later than he was told before; empty when it is not.
    public var reasons: [WaitReason]
    /// How many tickets his queue had handed out by then.
    var takenCount: Int
    /// How many of his queue's agents worked then.
    var working: Int
    /// The rate at which tickets were taken then [1/ms].
    var rate: Double

    /// The moment by which he was told that his turn has come, in nine cases of ten.
    var latest: QueueInstant? { wait.map { at + $0.high } }
}

/// Why a wait is longer than a caller was told.
public enum WaitReason: Hashable, Sendable, Codable {
    /// So many agents fewer work.
    case fewerAgents(Int)
    /// So many callers with an earlier place, or with needs that fit a free agent, went first.
    case othersFirst(Int)
    /// Calls take longer than they did.
    case slowerCalls
    /// The caller chose another queue, or was moved to one.
    case otherQueue

    /// For people.
    public var text: String {
        switch self {
        case .fewerAgents(1): "one agent fewer is at work"
        case .fewerAgents(let count): "\(count) agents fewer are at work"
        case .othersFirst(1): "one other caller went first"
        case .othersFirst(let count): "\(count) other callers went first"
        case .slowerCalls: "calls take longer than they did"
        case .otherQueue: "it is another queue"
        }
    }
}
