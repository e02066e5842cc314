import TestPrograms

/// Two hundred media ports for one server alone, for as long as this lives: what a telephone still sends to a server that was killed
/// reaches no other test's calls, and a server that takes all of its ports leaves the others theirs.
final class MediaPortBlock: Sendable {
    /// Below the ports of servers in other tests, above those of the telephones.
    private static let blocks = stride(from: 16_000, to: 27_000, by: 200)
    /// Nil where too many servers run at the same time: then some share a block, as well as they can.
    private let mark = PortMark.first(of: blocks)

    /// The range, such as `20000-20199`.
    var range: String {
        let first = mark?.port ?? 20_000
        return "\(first)-\(first + 199)"
    }
}
