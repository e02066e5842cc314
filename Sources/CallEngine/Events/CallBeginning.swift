/// What is known of a call as soon as it comes in: enough to tell of it when nothing else is left.
public struct CallBeginning: Hashable, Sendable, Codable {
    /// The call's own identifier.
    public var id: String
    /// The caller's number, empty when withheld.
    public var from: String
    /// The caller's display name, or empty.
    public var name: String
    /// The number that was called.
    public var to: String
    /// The number the call was diverted from, or empty.
    public var diversion: String
    /// The flow that answers.
    public var flow: String
    /// When the call came in.
    public var started: WallTime

    /// A call that begins.
    public init(id: String, from: String, name: String, to: String, diversion: String, flow: String, started: WallTime) {
        self.id = id
        self.from = from
        self.name = name
        self.to = to
        self.diversion = diversion
        self.flow = flow
        self.started = started
    }
}

extension CallRecord {
    /// The record of a call that ended with the process it ran in: nobody could say more of it.
    ///
    /// - Parameters:
    ///   - answeredAfter: how long it was until it was answered [ms]; nil when it is not known to have been.
    ///   - duration: how long the process is known to have lived with it [ms].
    public init(lost beginning: CallBeginning, answeredAfter: Int?, duration: Int) {
        self.init(
            id: beginning.id, from: beginning.from, name: beginning.name, to: beginning.to, diversion: beginning.diversion,
            flow: beginning.flow, language: "", started: beginning.started, answeredAfter: answeredAfter, duration: max(0, duration),
            path: [], prompts: [], collected: [:], keys: KeyCount(), tones: [], refusedTones: [], spoken: [], media: [], partners: [],
            recordings: [], ending: CallEnding(party: .server, reason: .crash))
    }
}
