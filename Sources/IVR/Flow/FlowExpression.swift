public import Diagnostics

/// An expression as a flow holds it: what was read, and where it is written.
public typealias FlowExpression = Located<Expression>

/// One value with the name under which it is sent or set.
public struct NamedValue: Sendable {
    /// The name, as the receiver knows it.
    public var name: Located<String>
    /// What it is set to.
    public var value: FlowExpression
}
