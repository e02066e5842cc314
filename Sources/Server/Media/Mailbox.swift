import Synchronization

/// A queue between two nodes that is emptied whole: the reader swaps its own empty array for the full one.
///
/// The lock is held for one append or one swap. It must be a `Mutex`, which hands the holder's priority on to a real-time thread
/// that waits for it; and as the two arrays keep their capacity, nothing is allocated once they have grown.
final class Mailbox<Element: Sendable>: Sendable {
    private let waiting: Mutex<[Element]>

    /// Makes a mailbox that takes `capacity` elements before it has to grow.
    init(capacity: Int = 256) {
        var initial: [Element] = []
        initial.reserveCapacity(capacity)
        waiting = Mutex(initial)
    }

    /// Adds one element; true when the mailbox was empty and its reader has to be woken.
    @discardableResult
    func post(_ element: sending Element) -> Bool {
        waiting.withLock { waiting in
            waiting.append(element)
            return waiting.count == 1
        }
    }

    /// Takes everything: `batch`, which must be empty, is swapped for what waited.
    func take(into batch: inout [Element]) {
        assert(batch.isEmpty, "a batch is handled and emptied before the next is taken")
        let empty = batch
        batch = []
        batch = waiting.withLock { waiting in
            let full = waiting
            waiting = empty
            return full
        }
    }
}
