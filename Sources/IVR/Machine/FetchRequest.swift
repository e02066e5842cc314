/// Ask a service over HTTP and read its JSON answer.
public struct FetchRequest: Hashable, Sendable {
    /// `GET`, `POST`, ...
    public var method: String
    /// The whole address; sealed when a sensitive value is part of it.
    public var url: Guarded<String>
    /// The JSON body, when something is sent.
    public var body: Guarded<String>?
    /// How long the answer may take.
    public var timeout: Duration
    /// Played, and repeated, while waiting; empty for silence.
    public var filler: RenderedPrompt
    /// Whether the answer is for a sensitive variable and must not be shown.
    public var isSensitive: Bool

    /// A request.
    public init(
        method: String = "GET", url: Guarded<String>, body: Guarded<String>? = nil, timeout: Duration,
        filler: RenderedPrompt = RenderedPrompt(),
        isSensitive: Bool = false
    ) {
        self.method = method
        self.url = url
        self.body = body
        self.timeout = timeout
        self.filler = filler
        self.isSensitive = isSensitive
    }
}
