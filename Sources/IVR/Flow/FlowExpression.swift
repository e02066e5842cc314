public import Diagnostics

/// An expression as a flow holds it: its text and where it is written.
public typealias FlowExpression = Located<String>

/// A text with values in it: `https://rides.example/bookings/{booking}`; a brace that is meant is written twice.
public struct Template: Sendable {
    /// One part of it.
    public enum Part: Sendable {
        /// Text as it is.
        case literal(String)
        /// The value of an expression; percent-encoded where the template is a URL.
        case value(FlowExpression)
    }

    /// Its parts in order.
    public var parts: [Part]
    /// Where it is written.
    public var range: SourceRange

    /// Whether it has no value in it.
    public var isConstant: Bool {
        parts.allSatisfy { if case .literal = $0 { true } else { false } }
    }
}

/// One value with the name under which it is sent or set.
public struct NamedValue: Sendable {
    /// The name, as the receiver knows it.
    public var name: Located<String>
    /// What it is set to.
    public var value: FlowExpression
}
