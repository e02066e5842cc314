/// The number of one thing a flow waits for.
///
/// Every effect that has an outcome carries one; an outcome that comes back with the number of an activity that is already over is
/// stale and ignored.
public struct ActivityID: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Counts from 1 within a call.
    public let number: Int

    /// The activity with that number.
    public init(_ number: Int) {
        self.number = number
    }

    /// Earlier activities come first.
    public static func < (left: Self, right: Self) -> Bool {
        left.number < right.number
    }

    /// `#7`.
    public var description: String { "#\(number)" }
}
