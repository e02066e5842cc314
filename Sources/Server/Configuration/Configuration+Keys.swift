import Diagnostics
import Recognition

extension Configuration {
    /// The keys of the file: the reader goes by this table, and a test holds `docs/configuration.md` against it.
    static let keys = KeyTable(
        "the configuration",
        [
            Key("listen", .list(.text), "where SIP is answered"),
            Key("advertise", .text, "the address that callers are told for signalling and media"),
            Key("rtp-ports", .text, "the UDP ports for media"),
            Key("trusted", .list(.text), "addresses and networks that may call"),
            Key("strangers", .choice(["ignore", "refuse"]), "what all others hear"),
            Key("trunks", .dictionary(keys: name, values: .mapping(trunkKeys)), "peers that take calls"),
            Key("routes", .list(.mapping(routeKeys)), "which flow answers which number"),
            Key("queues", .dictionary(keys: name, values: .mapping(queueKeys)), "who waits where, and how callers are handed out"),
            Key("agents", .dictionary(keys: name, values: .mapping(agentKeys)), "who serves which queues"),
            Key("registrar", .mapping(registrarKeys), "how agents' phones register"),
            Key("notify", .dictionary(keys: name, values: .mapping(targetKeys)), "web addresses that `notify` names"),
            Key("headers", .list(.text), "headers of the INVITE that flows may read"),
            Key("flows", .text, "the folder of flows"),
            Key("prompts", .text, "the folder with one folder of prompts for each language"),
            Key("calendars", .text, "the folder of calendars"),
            Key("models", .text, "the folder with one folder of speech models for each language"),
            Key("voices", .mapping(voicesKeys), "who speaks what has no recording"),
            Key("transcription", .mapping(transcriptionKeys), "a server with OpenAI's transcription protocol"),
            Key("cache", .text, "the folder where synthesised prompts are kept"),
            Key("database", .text, "the folder with the database of records"),
            Key("sealing-key", .mapping(secretKeys), "where the key for sensitive values in the database is"),
            Key("records", .text, "a file that gets a line for each call, too"),
            Key("keep", .mapping(keepKeys), "how long records are kept"),
            Key("recordings", .text, "the folder for recordings"),
            Key("call-recording", .mapping(callRecordingKeys), "which calls are recorded as a whole, and how"),
            Key("media", .mapping(mediaKeys), "limits of media and calls"),
            Key("recognition", .mapping(recognitionKeys), "how callers who speak are heard"),
            Key("log", .mapping(logKeys), "how logs look"),
            Key("control", .text, "the socket on which `hotline agent` and `hotline queue` talk to the server"),
            Key("metrics", .text, "the address where Prometheus reads, or `off`"),
        ])

    /// What a name of the author's own looks like.
    static let name = "[A-Za-z][A-Za-z0-9_-]*"
    static let trunkKeys = KeyTable(
        "a trunk",
        [
            Key("address", .text, required: true, "its numeric address and port"),
            Key("transport", .choice(["udp", "tcp"]), "how it is reached"),
            Key("from", .text, "the number that calls to it come from"),
            Key("account", .mapping(accountKeys), "who we are there, when it asks for a password"),
        ])
    static let accountKeys = KeyTable(
        "an account",
        [
            Key("user", .text, required: true, "our name there"),
            Key("password", .mapping(secretKeys), required: true, "where the password is"),
        ])
    static let routeKeys = KeyTable(
        "a route",
        [
            Key("number", .text, "the called number"),
            Key("prefix", .text, "what called numbers begin with"),
            Key("flow", .text, required: true, "the flow that answers"),
            Key("language", .text, "the language it begins in"),
        ])
    static let targetKeys = KeyTable(
        "a notify target",
        [
            Key("url", .text, required: true, "where it is posted to"),
            Key("timeout", .duration(.init(rawValue: 100)...(.minutes(2))), "how long it may take"),
        ])
    static let agentCodeKeys = KeyTable(
        "`agent-codes`",
        [
            Key("hold", .pattern(agentCode, "a code such as \"*1\""), required: true, "holds the caller, and takes him back"),
            Key("transfer", .pattern(agentCode, "a code such as \"*2\""), required: true, "hands the caller over: the code, a number, #"),
            Key("consult", .pattern(agentCode, "a code such as \"*3\""), "asks somebody else: the code, a number, #; then all three talk"),
        ])
    private static let agentCode = "^[*#][0-9*#]{1,3}$"

    static let mediaKeys = KeyTable(
        "`media`",
        [
            Key("greeting-guard", .duration(.init(rawValue: 0)...(.seconds(5))), "how long a greeting waits for the caller's first packet"),
            Key("timeout", .duration(.init(rawValue: 0)...(.hours(24))), "without a packet for so long the call is over; 0s for never"),
            Key("longest-call", .duration(.init(rawValue: 0)...(.hours(24))), "no call is longer; 0s for no limit"),
            Key("tones", .boolean, "keys are heard in the audio too"),
            Key("agent-codes", .mapping(agentCodeKeys), "what agents can do with keys while they talk; nothing when absent"),
            Key("key-profile", .choice(DTMFProfile.all.map(\.name)), "whose rules a key's tones have to keep"),
            Key("threads", .integer(1...64), "real-time threads"),
            Key("calls", .integer(1...20_000), "calls at the same time"),
            Key("load", .decimal(0.05...0.95), "the busy part of the media slots above which new calls are refused"),
            Key("real-time", .boolean, "the real-time scheduling class is asked for"),
        ])
    static let recognitionKeys = KeyTable(
        "`recognition`",
        [
            Key("enabled", .boolean, "calls listen, in the languages that there is a model for"),
            Key("threads", .integer(1...64), "recognition threads"),
            Key("recognizers", .integer(1...1000), "callers who are heard at the same time in each language"),
            Key(
                "answer-delay", .duration(.init(rawValue: 100)...(.seconds(3))),
                "when answers come later after the end of speech, nobody new is listened to"),
            Key("noisy-below", .decimal(0...40), "the signal-to-noise ratio below which a caller is told that it is too noisy [dB]"),
        ])
    static let logKeys = KeyTable(
        "`log`",
        [
            Key("level", .choice(["trace", "debug", "info", "notice", "warning", "error", "critical"]), "the lowest level written"),
            Key("format", .choice(["text", "json"]), "lines for people or JSON"),
        ])
}
