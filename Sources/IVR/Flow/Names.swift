/// A name of one kind of thing, so that a step cannot be taken for a queue.
public protocol Name: RawRepresentable<String>, Hashable, Comparable, Sendable, CustomStringConvertible, ExpressibleByStringLiteral {
    /// The name as it is written in the file.
    init(rawValue: String)
}

extension Name {
    /// The name as it is written in the file.
    public init(_ text: String) { self.init(rawValue: text) }
    /// For tests and tables.
    public init(stringLiteral text: String) { self.init(rawValue: text) }
    /// The name as it is written in the file.
    public var description: String { rawValue }
    /// In the order of the alphabet.
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// The name of a flow: `ride-booking`.
public struct FlowName: Name {
    /// The name as it is written in the file.
    public let rawValue: String
    /// A name.
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// The name of a step within its flow: `main-menu`.
public struct StepID: Name {
    /// The name as it is written in the file.
    public let rawValue: String
    /// A name.
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// The name of a variable within its flow: `phone`.
public struct VariableName: Name {
    /// The name as it is written in the file.
    public let rawValue: String
    /// A name.
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// The name of a prompt in the catalogues: `welcome`.
public struct PromptName: Name {
    /// The name as it is written in the file.
    public let rawValue: String
    /// A name.
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// The name of a queue in the configuration: `dispatch`.
public struct QueueName: Name {
    /// The name as it is written in the file.
    public let rawValue: String
    /// A name.
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// The name of a calendar in the configuration: `office`.
public struct CalendarName: Name {
    /// The name as it is written in the file.
    public let rawValue: String
    /// A name.
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// A language by its tag (BCP 47): `en-US`, `zh-CN`.
public struct LanguageTag: Name {
    /// The tag as it is written in the file.
    public let rawValue: String
    /// A tag.
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// The name of one of the exits of a sub-flow: `verified`.
public struct ExitName: Name {
    /// The name as it is written in the file.
    public let rawValue: String
    /// A name.
    public init(rawValue: String) { self.rawValue = rawValue }
}
