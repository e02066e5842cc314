public import Diagnostics
import IVR

extension CallScript {
    /// The keys of a script's file.
    public static let keyTable = KeyTable(
        "a call",
        [
            Key("call", .text, required: true, "what the call is about"),
            Key("from", .text, "the caller's number"),
            Key("to", .text, "the number that is called"),
            Key("calls-today", .integer(0...1_000_000), "how often the caller has called today, this call included"),
            Key("last-call", length, "how long ago the caller's call before this one began"),
            Key("last-queue", .text, "the queue that the caller was in last"),
            Key("at", .text, "the civil time of the call: 2026-03-29T01:59+08:00"),
            Key("language", .text, "the language the route asks for"),
            Key("keys", .text, "what the caller presses and says: \"1 !2 13800138000# 1@12.5s\", '\"book a taxi\" (mumble) [taxi.wav]'"),
            Key("dtmf", .choice(KeyMethod.allCases.map(\.rawValue)), "how the telephone says so"),
            Key("network", .text, "loss=3%,jitter=40ms,seed=7"),
            Key("audio", .list(.mapping(soundTable)), "what the caller says"),
            Key("noise", .integer(CallScript.noises), "how loud it is where the caller is [dBm0]: -25 is a street"),
            Key("hang-up", length, "when the caller hangs up"),
            Key("until", .text, "a step or a time at which the simulation stops"),
            Key("outside", .mapping(outsideTable), "what the world outside answers"),
            Key("expect", .list(.mapping(expectationTable)), "what is expected, in this order"),
        ])

    static let length = Shape.duration(Milliseconds(rawValue: 0)...(.hours(6)))

    static let soundTable = KeyTable(
        "a sound",
        [
            Key("file", .text, required: true, "the file, seen from the script"),
            Key("at", length, required: true, "when it begins"),
        ])

    static let outsideTable = KeyTable(
        "the world outside",
        [
            Key("fetch", .list(.mapping(fetchTable)), "answers of services, in order; the last one that fits is used again"),
            Key("queues", .dictionary(keys: ".+", values: .mapping(queueTable)), "what becomes of callers, by queue"),
            Key("transfers", .list(.mapping(dialTable)), "what becomes of transfers, in order"),
            Key("notify", .list(.mapping(notifyTable)), "what becomes of notifications, in order"),
            Key("recordings", .choice(["kept", "failed"]), "whether recordings can be kept"),
        ])

    static let fetchTable = KeyTable(
        "an answer of a service",
        [
            Key("url", .text, "answers requests whose address contains this"),
            Key("status", .integer(100...599), "the HTTP status, 200 unless said"),
            Key("json", .reference("json"), "the body"),
            Key("fails", .text, "it cannot be reached, and why"),
            Key("silent", .boolean, "it never answers"),
            Key("after", length, "when it answers, 200ms unless said"),
        ])

    static let dialTable = KeyTable(
        "somebody who is dialled", [Key("to", .text, "the target contains this")] + dialKeys)

    static let queueTable = KeyTable(
        "a queue",
        dialKeys + [
            Key("tells", .list(.mapping(positionTable)), "what it says of the wait, in order; the last one again and again"),
            Key("withdraws", length, "the first agent who answers is gone after this, before both talk"),
            Key("skips-whisper", length, "the agent ends the whisper by a key after this"),
            Key("calls-back", .boolean, "whether it calls back; true unless said"),
        ])

    static let positionTable = KeyTable(
        "what a queue says of a wait",
        [
            Key("position", .integer(1...100_000), required: true, "the caller's place"),
            Key("wait", length, "how much longer the caller waits at most; unknown unless said"),
            Key("soonest", length, "how much longer at least"),
            Key("because", .choice(QueuePosition.Worsening.allCases.map(\.rawValue)), "why it is longer than before"),
        ])

    private static let dialKeys: [Key] =
        [
            Key("answers", length, "when they answer"),
            Key("talks", length, "how long both speak, 10s unless said"),
            Key("fails", .choice(["busy", "no-answer", "full", "closed", "declined", "unreachable"]), "why they do not"),
            Key("after", length, "when they fail, 1s unless said"),
            Key("silent", .boolean, "they let it ring for ever"),
        ]

    static let notifyTable = KeyTable(
        "an answer to a notification",
        [
            Key("target", .text, "which target"),
            Key("fails", .text, "it is not taken, and why"),
            Key("after", length, "when, 100ms unless said"),
        ])

    static let expectationTable = KeyTable(
        "an expectation",
        Expectation.Kind.allCases.map { kind in
            Key(kind.rawValue, kind == .set ? .dictionary(keys: ".+", values: .text) : .text, kind.about)
        } + [Key("within", length, "at most this long after what was expected before")])
}

extension Expectation.Kind {
    /// What is expected, in a sentence.
    var about: String {
        switch self {
        case .play: "a prompt begins"
        case .step: "a step is reached"
        case .set: "a variable gets a value"
        case .language: "the language changes"
        case .enqueue: "the caller is put into a queue"
        case .transfer: "the caller is transferred to a target that contains this"
        case .fetch: "a service is asked at an address that contains this"
        case .notify: "a target is told"
        case .record: "a recording is made for a variable"
        case .ended: "the call ends so: flow hung-up"
        case .line: "a line of the transcript, without its time"
        }
    }
}
