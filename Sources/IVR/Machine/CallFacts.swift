/// What is known of a call before its flow starts; expressions read it as `caller.number`, `called.number`, `call.id` and so on.
public struct CallFacts: Hashable, Sendable {
    /// The call's own identifier, as in its record.
    public var callID: String
    /// Who calls: the asserted identity's user part when there is one, else that of From; empty when withheld.
    public var callerNumber: String
    /// The display name that came with it, or empty.
    public var callerName: String
    /// The number that was called.
    public var calledNumber: String
    /// The number the call was diverted from (RFC 5806, RFC 7044), or empty.
    public var diversion: String
    /// Further headers of the INVITE by lower-case name, as far as the configuration lets them through.
    public var headers: [String: String]
    /// What is known of the caller from earlier calls.
    public var history: CallerHistory
    /// The language the route asks for, in place of the flow's own.
    public var language: LanguageTag?

    /// The facts of one call.
    public init(
        callID: String, callerNumber: String = "", callerName: String = "", calledNumber: String = "", diversion: String = "",
        headers: [String: String] = [:], history: CallerHistory = CallerHistory(), language: LanguageTag? = nil
    ) {
        self.callID = callID
        self.callerNumber = callerNumber
        self.callerName = callerName
        self.calledNumber = calledNumber
        self.diversion = diversion
        self.headers = headers
        self.history = history
        self.language = language
    }
}
