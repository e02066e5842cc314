import Diagnostics

extension Configuration {
    static let voicesKeys = KeyTable(
        "`voices`",
        [
            Key("english", .choice(FliteVoice.allCases.map(\.rawValue)), "which voice of flite speaks English"),
            Key("packs", .list(.choice(SoundPack.allCases.map(\.rawValue))), "packages with recorded words that are used when installed"),
            Key("server", .mapping(speechServerKeys), "a server with OpenAI's speech protocol"),
        ])
    static let speechServerKeys = KeyTable(
        "a speech server",
        serviceKeys + [
            Key("voice", .dictionary(keys: language, values: .text), required: true, "its voice for each language it is to speak"),
            Key("format", .choice(SpeechFormat.allCases.map(\.rawValue)), "in which form it sends sound"),
        ])
    static let transcriptionKeys = KeyTable(
        "`transcription`",
        serviceKeys + [
            Key("at-once", .integer(1...64), "how many recordings it is given at once"),
            Key("format", .choice(TranscriptFormat.allCases.map(\.rawValue)), "in which form it sends text"),
        ])
    static let secretKeys = KeyTable(
        "a key",
        [
            Key("environment", .pattern("[A-Za-z_][A-Za-z0-9_]*", "the name of an environment variable"), "the variable that has it"),
            Key("file", .text, "the file whose first line it is"),
        ])

    /// What every model service has.
    private static let serviceKeys = [
        Key("address", .text, required: true, "its address, up to /v1"),
        Key("model", .text, required: true, "which of its models"),
        Key("key", .mapping(secretKeys), "where its key is"),
        Key("timeout", .duration(.seconds(1)...(.minutes(10))), "how long one try may take"),
        Key("tries", .integer(1...10), "how often it is asked in all"),
    ]
    private static let language = "[A-Za-z]{2,3}(-[A-Za-z0-9]+)*"
}
