/// What stops a question before it is over.
public enum BargeIn: String, Hashable, Sendable, CaseIterable {
    /// Keys and speech.
    case anything = "true"
    /// Nothing: it is heard to its end.
    case nothing = "false"
    /// Keys, and speech that the question takes; anything else that is said is not for us.
    case hotWord = "hot-word"
    /// Keys alone; the caller is listened to when it is over.
    case keys

    /// Whether a key stops it.
    public var byKeys: Bool { self != .nothing }
}
