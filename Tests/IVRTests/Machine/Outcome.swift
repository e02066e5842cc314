import Testing

/// What the world outside did, and how the flow goes on.
struct Outcome: Sendable, CustomTestStringConvertible {
    var outcome: String
    /// The walk from there.
    var walk: String
    var testDescription: String { outcome }
}

/// An outcome, its label in the flow, and the step that it leads to.
struct Exit: Sendable, CustomTestStringConvertible {
    var outcome: String
    var label: String
    var step: String
    var testDescription: String { outcome }
}
