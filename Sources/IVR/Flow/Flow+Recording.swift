extension Flow {
    /// Whether it begins recordings of whole calls.
    public var recordsCalls: Bool {
        steps.values.contains { step in
            if case .recording(let change) = step.verb { change.order.value == .start } else { false }
        }
    }
}
