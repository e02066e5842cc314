/// Which counts of which nonces were used: each may be used once (RFC 7616, 3.4: nc).
///
/// A nonce gets its place at the first use that the right password went with, so that only users can fill the table. When it is
/// full the first one goes, and with it every nonce that is not younger: they count as old from then on, so that nothing
/// that was forgotten can be used again.
struct NonceCounts: Sendable {
    /// The last 64 counts, as one bit each below the highest: requests may overtake each other.
    private struct Window {
        var highest: UInt32 = 0
        var used: UInt64 = 0
    }

    private let capacity: Int
    private var windows: [NonceMint.Nonce: Window] = [:]
    private var order: [NonceMint.Nonce] = []
    private var first = 0
    /// Nonces that are not younger are too old.
    private(set) var horizon = SIPInstant(milliseconds: .min)

    init(capacity: Int) {
        self.capacity = max(1, capacity)
    }

    /// Nonces remembered.
    var count: Int { windows.count }

    /// Takes a count of a nonce; false when it was used before, or may have been.
    mutating func use(_ number: UInt32, of nonce: NonceMint.Nonce) -> Bool {
        guard number > 0, nonce.made > horizon else { return false }
        var window = windows[nonce] ?? makeRoom(for: nonce)
        defer { windows[nonce] = window }
        if number > window.highest {
            let step = number - window.highest
            window.used = step < 64 ? window.used << UInt64(step) | 1 : 1
            window.highest = number
            return true
        }
        let age = window.highest - number
        guard age < 64, window.used & (1 << UInt64(age)) == 0 else { return false }
        window.used |= 1 << UInt64(age)
        return true
    }

    /// Forgets nonces made before a moment, which nobody may use any more.
    mutating func forget(before moment: SIPInstant) {
        while first < order.count, order[first].made < moment { dropFirst() }
    }

    private mutating func makeRoom(for nonce: NonceMint.Nonce) -> Window {
        if windows.count >= capacity, first < order.count {
            horizon = max(horizon, order[first].made)
            dropFirst()
        }
        order.append(nonce)
        return Window()
    }

    private mutating func dropFirst() {
        windows[order[first]] = nil
        first += 1
        guard first > 64, first > order.count / 2 else { return }
        order.removeFirst(first)
        first = 0
    }
}
