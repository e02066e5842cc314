import Diagnostics

/// The verbs that talk with the caller.
extension VerbTable {
    static let play = VerbTable(
        "play", "plays prompts", main: [FlowShapes.prompt],
        map: KeyTable("`play`", [Key("prompts", FlowShapes.prompt, required: true, "what is played"), bargeIn, typeAhead]),
        outcomes: [outcome("next", "when it has been played, or stopped by a key")])

    static let menu = VerbTable(
        "menu", "asks for one of several options", main: [],
        map: KeyTable(
            "`menu`",
            [
                Key("prompt", FlowShapes.prompt, required: true, "the question"),
                Key("options", .list(.mapping(option)), required: true, "the options"),
                Key("terminator", FlowShapes.key, "the key that ends an option which another one continues"),
                bargeIn, typeAhead,
                Key("timers", FlowShapes.timers(TimerName.allCases), "how long the caller is waited for"),
            ]),
        outcomes: [noInput, noMatch])

    static let option = KeyTable(
        "an option",
        [
            Key("keys", FlowShapes.keys, "the keys to press, in quotes"),
            Key("say", FlowShapes.phrases, "what can be said"),
            Key("next", FlowShapes.target, required: true, "where it leads", absenceRule: "missing-outcome"),
        ]
    ).forDesigners

    static let gather = VerbTable(
        "gather", "asks for digits or speech and keeps the answer", main: [],
        map: KeyTable(
            "`gather`",
            [
                Key("prompt", FlowShapes.prompt, required: true, "the question"),
                Key("digits", .either([.integer(1...64), .mapping(digits)]), "how many digits are an answer"),
                Key("speech", speech, "what can be said: a built-in grammar, a grammar file, or phrases"),
                Key("into", FlowShapes.variable, required: true, "the variable that takes the answer"),
                Key("confirm", .either([.boolean, .mapping(confirm)]), "whether the answer is read back; false when absent"),
                Key("sensitive", .boolean, "the answer is never printed, logged, or recorded in clear"),
                bargeIn, typeAhead,
            ]),
        outcomes: [outcome("next", "with the answer"), noInput, noMatch])

    static let digits = KeyTable(
        "`digits`",
        [
            Key("min", .integer(1...64), "the fewest; 1 when absent"),
            Key("max", .integer(1...64), "the most; 32 when absent"),
            Key("terminator", FlowShapes.key, "the key that ends the answer earlier"),
            Key("timers", FlowShapes.timers(TimerName.ofDigits), "how long the caller is waited for"),
        ])

    static let builtInGrammars = BuiltInGrammar.allCases.map(\.rawValue)
    static let grammarFile = Shape.pattern(#"^[^\s/][^\s]*\.gram$"#, "a grammar file")
    static let phraseList = Shape.either([
        .list(.text), .dictionary(keys: FlowShapes.languagePattern, values: .either([.text, .list(.text)])),
    ])

    static let speech = Shape.either([.choice(builtInGrammars), grammarFile, .list(.text), .mapping(speechTable)])

    static let speechTable = KeyTable(
        "`speech`",
        [
            Key("built-in", .choice(builtInGrammars), "a grammar that every language has"),
            Key("grammar", grammarFile, "a grammar file beside the flow"),
            Key("phrases", phraseList, "phrases, for all languages or for each"),
            Key("timers", FlowShapes.timers(TimerName.ofSpeech), "how long the caller is listened to"),
        ])

    static let confirm = KeyTable(
        "`confirm`",
        [
            Key("prompt", FlowShapes.prompt, "reads the answer back and asks whether it is right; a built-in question when absent"),
            Key("yes", FlowShapes.key, "the key that says yes; \"1\" when absent"),
            Key("no", FlowShapes.key, "the key that says no; \"2\" when absent"),
        ])

    static let record = VerbTable(
        "record", "records what the caller says", main: [],
        map: KeyTable(
            "`record`",
            [
                Key("prompt", FlowShapes.prompt, required: true, "what is played before"),
                Key("into", FlowShapes.variable, required: true, "the variable that takes the recording's name"),
                Key("max", .duration(Milliseconds.seconds(1)...Milliseconds.hours(1)), "how long it may become; 2m when absent"),
                Key(
                    "silence", .duration(Milliseconds(rawValue: 500)...Milliseconds.minutes(1)), "the silence that ends it; 4s when absent"),
                Key("min", .duration(Milliseconds(rawValue: 0)...Milliseconds.minutes(1)), "below this it is too short; 1s when absent"),
                Key("terminator", FlowShapes.key, "the key that ends it; \"#\" when absent"),
                Key("beep", .boolean, "whether a tone says that it has begun; true when absent"),
            ]),
        outcomes: [
            outcome("next", "with the recording"), outcome("too-short", "when there is next to nothing of it"),
            outcome("failed", "when it cannot be written"),
        ])
}
