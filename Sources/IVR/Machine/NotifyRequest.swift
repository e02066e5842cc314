/// Tell somebody outside, by a target that the configuration names (a webhook, a message).
public struct NotifyRequest: Hashable, Sendable {
    /// The configured target's name.
    public var target: String
    /// What is sent: a JSON value, or a JSON string for a text.
    public var body: Guarded<String>

    /// A notification.
    public init(target: String, body: Guarded<String>) {
        self.target = target
        self.body = body
    }
}
