import Glibc
import Synchronization

/// A descriptor that lines are written to, and that may take nothing for a while: a full disk, a pipe that nobody reads.
///
/// Nothing of the server depends on anybody reading what it says: such lines are left out, and the next one that is taken says how many.
final class LineOutput: Sendable {
    /// Where complaints go.
    static let standardError = LineOutput(STDERR_FILENO)
    /// What a pipe with room takes without making anybody wait; Linux's PIPE_BUF [octets].
    private static let piece = 4096
    /// How long a reader who is slow for once is waited for; one who has failed is not waited for again until he reads [ms].
    private static let patience: Int32 = 100

    private struct State {
        /// Lines left out since one was taken.
        var missing = 0
        /// Whether a line has begun and not ended.
        var isTorn = false
    }

    private let descriptor: Int32
    private let state = Mutex(State())

    /// Writes to a descriptor, which somebody else closes.
    init(_ descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// Writes a line with its end; `note` makes the line that tells of so many that are missing.
    func write(_ line: String, note: (_ missing: Int) -> String) {
        state.withLock { state in
            if state.missing > 0, put(note(state.missing), &state) { state.missing = 0 }
            if state.missing > 0 || !put(line, &state) { state.missing += 1 }
        }
    }

    /// Writes a whole line; false when the descriptor does not take it, or not all.
    private func put(_ line: String, _ state: inout State) -> Bool {
        var rest = Array(((state.isTorn ? "\n" : "") + line).utf8)[...]
        let patience = state.missing == 0 ? Self.patience : 0
        while !rest.isEmpty {
            var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
            guard poll(&ready, 1, patience) > 0 else { return false }
            let count = rest.prefix(Self.piece).withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 || (count < 0 && errno == EINTR) else { return false }
            rest = rest.dropFirst(max(0, count))
            state.isTorn = !rest.isEmpty
        }
        return true
    }
}
