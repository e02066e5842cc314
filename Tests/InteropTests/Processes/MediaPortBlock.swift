import Glibc
import Synchronization

/// Two hundred media ports for one server alone: what a telephone still sends to a server that was killed reaches no other test's calls.
enum MediaPortBlock {
    /// Below the ports that the kernel gives away, and those of the telephones.
    private static let blocks = 10_000 / 200
    private static let next = Mutex(Int(getpid()) % blocks)

    /// The next range, such as `20000-20199`.
    static func take() -> String {
        let block = next.withLock { block in
            block = (block + 1) % blocks
            return block
        }
        return "\(20_000 + 200 * block)-\(20_199 + 200 * block)"
    }
}
