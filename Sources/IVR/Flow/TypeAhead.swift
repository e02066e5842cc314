/// Whether keys pressed before an input began count as its answer.
public enum TypeAhead: String, Hashable, Sendable, CaseIterable {
    /// They do: a caller who knows the menu types through it.
    case keep
    /// They are thrown away: for a question that must be heard, such as a confirmation of a payment.
    case flush
}
