/// A CSeq value: the number and the method of the transaction (RFC 3261, 20.16).
public struct CSeq: Hashable, Sendable, CustomStringConvertible {
    /// The number, below 2^31 (RFC 3261, 8.1.1.5).
    public var number: UInt32
    /// The method, which for a request is the one of its request line.
    public var method: SIPMethod

    /// A sequence number and its method.
    public init(number: UInt32, method: SIPMethod) {
        self.number = number
        self.method = method
    }

    /// The text as it stands in a message.
    public var description: String { "\(number) \(method)" }
}
