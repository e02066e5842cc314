/// A name out of the configuration; each kind is a type of its own, so that a queue cannot be taken for an agent.
public protocol FloorName: RawRepresentable<String>, Hashable, Comparable, Sendable, Codable, CustomStringConvertible,
    ExpressibleByStringLiteral
{
    /// Takes a name as it is written.
    init(rawValue: String)
}

extension FloorName {
    /// Takes a name as it is written.
    public init(_ text: String) { self.init(rawValue: text) }
    /// Takes a name as it is written.
    public init(stringLiteral text: String) { self.init(rawValue: text) }
    /// The name as it is written.
    public var description: String { rawValue }
    /// Orders names by their letters.
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// The name of a queue: `dispatch`.
public struct QueueID: FloorName {
    /// The name as it is written.
    public let rawValue: String
    /// Takes a name as it is written.
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// The name of an agent: `ana`.
public struct AgentID: FloorName {
    /// The name as it is written.
    public let rawValue: String
    /// Takes a name as it is written.
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// The name of something that agents can do: `english`.
public struct SkillID: FloorName {
    /// The name as it is written.
    public let rawValue: String
    /// Takes a name as it is written.
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// Why an agent takes a break: `lunch`.
public struct BreakReason: FloorName {
    /// The reason as it is written.
    public let rawValue: String
    /// Takes a reason as it is written.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The break of an agent whose phone rang too often and was not answered.
    public static let unanswered: Self = "unanswered"
}

/// A number that whoever drives the distributor gives.
public protocol FloorNumber: RawRepresentable<Int>, Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    /// Takes a number.
    init(rawValue: Int)
}

extension FloorNumber {
    /// The number in digits.
    public var description: String { "\(rawValue)" }
    /// Orders by number.
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// Names a ticket for good: the number is never used again, not after a restart either.
public struct TicketID: FloorNumber {
    /// The number.
    public let rawValue: Int
    /// Takes a number.
    public init(rawValue: Int) { self.rawValue = rawValue }
}

/// Names one offer of a ticket to an agent; the distributor counts them.
public struct OfferID: FloorNumber {
    /// The number.
    public let rawValue: Int
    /// Takes a number.
    public init(rawValue: Int) { self.rawValue = rawValue }
}

/// Names a leg of an agent that has nothing to do with a queue, such as a call that she dials herself.
public struct LegID: FloorNumber {
    /// The number.
    public let rawValue: Int
    /// Takes a number.
    public init(rawValue: Int) { self.rawValue = rawValue }
}
