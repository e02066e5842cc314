/// The types a variable can be declared with.
public enum VariableType: String, Hashable, Sendable, CaseIterable {
    /// Keys `0` to `9` in a row: a phone number, a PIN. Leading zeros count, so it is text and not a number.
    case digits
    /// Any text.
    case text
    /// A whole number.
    case number
    /// A number with decimal places.
    case decimal
    /// True or false.
    case boolean
    /// Whatever a service answered.
    case json
    /// The name of a recording.
    case recording
}
