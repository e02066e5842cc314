/// How big a message and its parts may be before they are refused; each has its status.
public struct SIPLimits: Hashable, Sendable {
    /// A whole message [bytes]; more is 513.
    public var message = 65_536
    /// The start line, and so the Request-URI [bytes]; more is 414 (RFC 3261, 21.4.12).
    public var startLine = 8_192
    /// How many header lines; more is 513.
    public var headers = 256
    /// One header with its folded lines [bytes]; more is 513.
    public var header = 8_192
    /// The body [bytes]; more is 513.
    public var body = 32_768

    /// What the server uses.
    public static let standard = SIPLimits()

    /// The standard limits, to be changed one by one.
    public init() {}
}
