/// Names one call between the engine and its application.
///
/// The engine numbers the calls that come in; the application numbers those it dials. The two never meet.
/// (The Call-ID header is another thing; only the wire sees it.)
public struct SIPCallID: Hashable, Sendable, CustomStringConvertible {
    /// Both kinds in one number.
    public let rawValue: UInt64

    /// A call the application dials; it never uses a number twice.
    public init(dialled number: UInt64) {
        rawValue = number << 1 | 1
    }

    /// A call that came in.
    init(incoming number: UInt64) {
        rawValue = number << 1
    }

    /// Whether the application dialled it.
    public var isDialled: Bool { rawValue & 1 == 1 }

    /// `in-7` or `out-7`.
    public var description: String { "\(isDialled ? "out" : "in")-\(rawValue >> 1)" }
}
