import Diagnostics
import Queueing

extension Configuration {
    /// The keys of one queue.
    static let queueKeys = KeyTable(
        "a queue",
        [
            Key("target", .text, "a SIP address, or a number on the trunk; without it the queue is in this server"),
            Key("trunk", .text, "the trunk that the number is dialled on"),
            Key("share", .list(.text), "sensitive variables that travel with the call"),
            Key("strategy", .choice(Strategy.allCases.map(\.rawValue)), "which of the free agents is offered a caller"),
            Key("skills", demands, "what every caller asks of an agent, by skill"),
            Key("relax", .list(.mapping(relaxKeys)), "how demands become less with time"),
            Key("sticky", length, "for so long a caller waits for the agent he talked to last"),
            Key("head-start", length, "so much earlier its callers count as come than those of other queues"),
            Key("priority-step", length, "what one step of priority is worth"),
            Key("ring", lease, "how long an agent's phone rings"),
            Key("connect", lease, "how long it may take until an agent who answered can talk"),
            Key("rest", lease, "how long an agent who declined or missed an offer gets no other"),
            Key("misses", .integer(0...100), "after so many missed offers in a row an agent is on a break; 0 for never"),
            Key("longest-call", .duration(.minutes(1)...(.hours(24))), "no call is longer"),
            Key("wrap-up", length, "an agent's time after a call"),
            Key("longest-wait", .duration(.seconds(1)...(.hours(24))), "nobody waits longer"),
            Key("most-waiting", .integer(0...1_000_000), "no more callers wait"),
            Key("join", presence, "who must be there for a caller to join"),
            Key("stay", presence, "who must be there for callers to stay"),
            Key("overflow", .list(.mapping(overflowKeys)), "when callers go to another queue"),
            Key("calendar", .text, "when it is open"),
            Key("after-closing", .choice(["serve", "leave"]), "what becomes of those who wait when it closes"),
            Key("answer-within", length, "the threshold of the service level"),
            Key("short-abandon", length, "who hangs up within this time does not count"),
            Key("handling", .duration(.seconds(1)...(.hours(4))), "what a call takes of an agent, until calls are measured"),
            Key("record", .boolean, "conversations with its agents are recorded"),
            Key("callback", .mapping(callbackKeys), "how callers are called back"),
        ])

    static let agentKeys = KeyTable(
        "an agent",
        [
            Key("queues", .list(.text), required: true, "the queues whose callers the agent takes"),
            Key("password", .mapping(secretKeys), "where the password of the agent's phone is, which registers by the agent's name"),
            Key("address", .text, "where the agent is called, a SIP address or a number on the trunk, instead of a phone that registers"),
            Key("trunk", .text, "the trunk that the number is dialled on"),
            Key("supervises", .list(.text), "the queues in whose talks the agent may listen, whisper and talk"),
            Key("login", .choice(AgentLine.Login.allCases.map(\.rawValue)), "when the agent is logged in"),
            Key("skills", .dictionary(keys: name, values: level), "what the agent can do, and how well, from 1 to 10"),
        ])

    static let demandKeys = KeyTable(
        "a demand",
        [
            Key("level", level, required: true, "how well at least, from 1 to 10"),
            Key("firm", .boolean, "no relaxation touches it"),
        ])

    static let relaxKeys = KeyTable(
        "a relaxation",
        [
            Key("after", .duration(.seconds(1)...(.hours(24))), required: true, "after so much waiting"),
            Key("lower", level, required: true, "so many levels below the first demand"),
            Key("skill", .text, "only this skill; without it all that are not firm"),
        ])

    static let overflowKeys = KeyTable(
        "an overflow",
        [
            Key("to", .text, required: true, "the queue that callers go to"),
            Key("depth", .integer(1...1_000_000), "at joining, when so many wait here"),
            Key("age", .duration(.seconds(1)...(.hours(24))), "after so much waiting"),
            Key("estimate", .duration(.seconds(1)...(.hours(24))), "at joining, when the estimated wait is longer"),
        ])

    static let callbackKeys = KeyTable(
        "`callback`",
        [
            Key("attempts", .integer(1...20), "how often a caller is dialled at most"),
            Key("retry", .duration(.seconds(10)...(.hours(24))), "so long after one that failed"),
            Key("ring", .duration(.seconds(5)...(.minutes(5))), "how long the caller's phone rings"),
            Key("calendar", .text, "when callers may be dialled"),
        ])

    /// What a level of a skill is.
    static let levels = 1...10
    private static let level = Shape.integer(levels)
    private static let demands = Shape.dictionary(keys: name, values: .either([level, .mapping(demandKeys)]))
    private static let length = Shape.duration(.init(rawValue: 0)...(.hours(24)))
    private static let lease = Shape.duration(.seconds(1)...(.minutes(10)))
    private static let presence = Shape.choice(Presence.allCases.map(\.rawValue))
}
