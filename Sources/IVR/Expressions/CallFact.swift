/// What expressions can read of the call itself.
public enum CallFact: String, Hashable, Sendable, CaseIterable {
    /// The call's identifier.
    case callID = "call.id"
    /// The language spoken now.
    case language = "call.language"
    /// The number the call was diverted from.
    case diversion = "call.diversion"
    /// Headers of the INVITE by lower-case name.
    case headers = "call.headers"
    /// Who calls.
    case callerNumber = "caller.number"
    /// The caller's display name.
    case callerName = "caller.name"
    /// What was called.
    case calledNumber = "called.number"

    /// The names in front of the dot; no variable may be called so.
    public static let roots: Set<String> = ["call", "caller", "called"]

    var type: ExpressionType {
        self == .headers ? .any : .text
    }

    func value(in facts: CallFacts, language: LanguageTag) -> FlowValue {
        switch self {
        case .callID: .text(facts.callID)
        case .language: .text(language.description)
        case .diversion: .text(facts.diversion)
        case .headers: .map(facts.headers.mapValues(FlowValue.text))
        case .callerNumber: .text(facts.callerNumber)
        case .callerName: .text(facts.callerName)
        case .calledNumber: .text(facts.calledNumber)
        }
    }
}
