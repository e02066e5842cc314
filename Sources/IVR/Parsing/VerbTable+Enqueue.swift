import Diagnostics

/// `enqueue` and its maps.
extension VerbTable {
    static let enqueue = VerbTable(
        "enqueue", "hands the call to a queue and waits for an agent", main: [FlowShapes.name],
        map: KeyTable(
            "`enqueue`",
            [
                Key("queue", FlowShapes.name, required: true, "the queue of the configuration"),
                Key("priority", .integer(0...10), "higher is served earlier; 5 when absent"),
                Key("skills", .list(FlowShapes.name), "what the agent must be able to do"),
                Key("music", FlowShapes.names, "what is played in a loop, piece after piece; a ringing tone when absent"),
                Key("announce", .either([FlowShapes.prompt, .mapping(announce)]), "what is said now and then"),
                Key("whisper", .either([FlowShapes.prompt, .mapping(whisper)]), "what the agent is told before both talk"),
                Key(
                    "keys", .dictionary(keys: "^[0-9*#A-D]$", values: .either([FlowShapes.target, .mapping(move)])),
                    "keys that take the caller out of the queue, or to another one"),
                Key("callback", .mapping(callback), "being called back instead of waiting"),
            ]),
        outcomes: [
            outcome("next", "after the conversation"),
            outcome("timeout", "when the caller waited too long", shape: .either([FlowShapes.target, .mapping(queueTimeout)])),
            outcome("full", "when the queue takes no more callers"), outcome("closed", "when nobody works for it now"),
            outcome("failed", "when it cannot be reached"),
            Key(calledBack, FlowShapes.outcome, "when the caller will be called back; needed with `callback`"),
        ])

    /// The outcome of who will be called back.
    static let calledBack = "called-back"

    static let announce = KeyTable(
        "`announce`",
        [
            Key("prompt", FlowShapes.prompt, required: true, "what is said; `queue.position` and `queue.wait` are known in it"),
            Key("every", .duration(Milliseconds.seconds(5)...Milliseconds.hours(1)), "from the end of one to the next; 30s when absent"),
            Key("first", .duration(Milliseconds(rawValue: 0)...Milliseconds.hours(1)), "when the first one comes; as `every` when absent"),
            Key("otherwise", FlowShapes.prompt, "what is said when position or wait are not known, or too large; nothing when absent"),
            Key("most-position", .integer(1...10_000), "larger positions are not told"),
            Key("most-wait", .duration(Milliseconds.minutes(1)...Milliseconds.hours(12)), "longer waits are not told"),
            Key(
                "worse", .either([FlowShapes.prompt, .mapping(worse)]),
                "what is said before a number that is worse than the last one; the language's own words when absent"),
        ])

    static let worse = KeyTable("`worse`", QueuePosition.Worsening.allCases.map { Key($0.rawValue, FlowShapes.prompt, $0.about) })

    static let whisper = KeyTable(
        "`whisper`",
        [
            Key("prompt", FlowShapes.prompt, required: true, "what is said; `queue.waited` is known in it"),
            Key("language", FlowShapes.language, "the language of the agents; that of the call when absent"),
        ])

    static let move = KeyTable(
        "a key to another queue",
        [
            Key("queue", FlowShapes.name, required: true, "the queue; the caller keeps his place by time"),
            Key("prompt", FlowShapes.prompt, "what is said when it has taken the caller"),
            Key("refused", FlowShapes.prompt, "what is said when it takes nobody; the caller waits on"),
        ])

    static let callback = KeyTable(
        "`callback`",
        [
            Key("key", FlowShapes.key, required: true, "the key that takes the offer"),
            Key("number", FlowShapes.expression, "the number to call; the caller's own when absent"),
            Key("offer", FlowShapes.prompt, required: true, "what is said"),
            Key("after", .duration(Milliseconds(rawValue: 0)...Milliseconds.hours(1)), "when it is offered first; 60s when absent"),
            Key("every", .duration(Milliseconds.seconds(15)...Milliseconds.hours(1)), "when it is offered again; once when absent"),
            Key("refused", FlowShapes.prompt, "what is said when the queue calls nobody back now; the caller waits on"),
        ])

    static let queueTimeout = KeyTable(
        "`timeout`",
        [
            Key(
                "after", .duration(Milliseconds.seconds(1)...Milliseconds.hours(12)),
                "how long the caller waits at most; without end when absent"),
            Key("next", FlowShapes.target, required: true, "where it leads"),
        ])
}

extension QueuePosition.Worsening {
    fileprivate var about: String {
        switch self {
        case .fewerAgents: "when fewer agents are at work"
        case .othersFirst: "when others went first"
        case .slowerCalls: "when calls take longer"
        case .otherQueue: "when it is another queue"
        }
    }
}
