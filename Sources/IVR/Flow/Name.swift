/// A name in a flow; each kind of name is a type of its own, so that a step cannot be taken for a prompt.
public protocol Name: RawRepresentable<String>, Hashable, Comparable, Sendable, CustomStringConvertible, ExpressibleByStringLiteral {
    /// Takes a name as it is written.
    init(rawValue: String)
}

extension Name {
    /// Takes a name as it is written.
    public init(_ text: String) { self.init(rawValue: text) }
    /// Takes a name as it is written.
    public init(stringLiteral text: String) { self.init(rawValue: text) }
    /// The name as it is written.
    public var description: String { rawValue }
    /// Orders names by their letters.
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// The name of a flow: `ride-booking`.
public struct FlowName: Name {
    /// The name as it is written.
    public let rawValue: String
    /// Takes a name as it is written.
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// The name of a step: `main-menu`.
public struct StepID: Name {
    /// The name as it is written.
    public let rawValue: String
    /// Takes a name as it is written.
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// The name of a variable: `phone`; letters, digits and `_`, as expressions read it.
public struct VariableName: Name {
    /// The name as it is written.
    public let rawValue: String
    /// Takes a name as it is written.
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// The name of a prompt in `Prompts/<language>/`: `welcome`.
public struct PromptName: Name {
    /// The name as it is written.
    public let rawValue: String
    /// Takes a name as it is written.
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// The name of a queue of the configuration: `dispatch`.
public struct QueueName: Name {
    /// The name as it is written.
    public let rawValue: String
    /// Takes a name as it is written.
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// The name of a calendar of the configuration: `office`.
public struct CalendarName: Name {
    /// The name as it is written.
    public let rawValue: String
    /// Takes a name as it is written.
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// A language and region (BCP 47): `en-US`, `zh-CN`.
public struct LanguageTag: Name {
    /// The tag as it is written.
    public let rawValue: String
    /// Takes a tag as it is written.
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// One of the ways a flow that is run by another can end: `verified`.
public struct ExitName: Name {
    /// The name as it is written.
    public let rawValue: String
    /// Takes a name as it is written.
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// The name of what can be done at every question of a flow: its key, or a word of the flow's own where it can only be said.
public struct CommandName: Name {
    /// The name as it is written.
    public let rawValue: String
    /// Takes a name as it is written.
    public init(rawValue: String) { self.rawValue = rawValue }
}
