public import Audio

/// Keys that were pressed before anybody asked for them, in order; at most 32, as nobody types further ahead.
public struct KeyBuffer: Sendable {
    /// How many keys fit.
    public static let capacity = 32

    private var keys = InlineArray<32, DTMFDigit>(repeating: .zero)
    /// How many wait.
    public private(set) var count = 0

    /// Nothing waits.
    public init() {}

    /// Whether nothing waits.
    public var isEmpty: Bool { count == 0 }
    /// The key that was pressed first.
    public var first: DTMFDigit? { count > 0 ? keys[0] : nil }

    /// Takes a key; false when there is no room for it.
    public mutating func append(_ key: DTMFDigit) -> Bool {
        guard count < KeyBuffer.capacity else { return false }
        keys[count] = key
        count += 1
        return true
    }

    /// Gives back the key that was pressed first.
    public mutating func popFirst() -> DTMFDigit? {
        guard count > 0 else { return nil }
        let first = keys[0]
        for index in 1..<max(count, 1) { keys[index - 1] = keys[index] }
        count -= 1
        return first
    }

    /// Forgets them all.
    public mutating func removeAll() {
        count = 0
    }
}
