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
                keypad,
                Key("options", .list(.mapping(option)), required: true, "the options"),
                Key("terminator", FlowShapes.key, "the key that ends an option which another one continues"),
                questionBargeIn, typeAhead, confidence,
                Key("timers", FlowShapes.timers(TimerName.allCases), "how long the caller is waited for"),
            ]),
        outcomes: [noInput, noMatch] + speechTroubles)

    static let option = KeyTable(
        "an option",
        [
            Key("keys", FlowShapes.keys, "the keys to press, in quotes"),
            Key("say", FlowShapes.phrases, "what can be said"),
            Key("next", FlowShapes.target, required: true, "where it leads", absenceRule: "missing-outcome"),
            Key("confirm", FlowShapes.prompt, "says what was understood when that is doubtful; its keys when absent"),
        ]
    ).forDesigners

    static let gather = VerbTable(
        "gather", "asks for digits or speech and keeps the answer", main: [],
        map: KeyTable(
            "`gather`",
            [
                Key("prompt", FlowShapes.prompt, required: true, "the question"),
                keypad,
                Key("digits", .either([.integer(1...64), .mapping(digits)]), "how many digits are an answer"),
                Key(
                    "speech", speech,
                    "what can be said: a built-in grammar, a grammar file, a list of words, phrases, or anything: `dictate`"),
                Key("into", FlowShapes.variable, required: true, "the variable that takes the answer"),
                Key(
                    "confirm", .either([.boolean, .choice([Confirmation.Occasion.unsure.rawValue]), .mapping(confirm)]),
                    "whether the answer is read back: `unsure` reads back what was said and is doubtful; unsure when absent"),
                Key("sensitive", .boolean, "the answer is never printed, logged, or recorded in clear"),
                questionBargeIn, typeAhead, confidence,
            ]),
        outcomes: [outcome("next", "with the answer"), noInput, noMatch] + speechTroubles)

    static let digits = KeyTable(
        "`digits`",
        [
            Key("min", .integer(1...64), "the fewest; 1 when absent"),
            Key("max", .integer(1...64), "the most; 32 when absent"),
            Key("terminator", FlowShapes.key, "the key that ends the answer earlier"),
            Key("timers", FlowShapes.timers(TimerName.ofDigits), "how long the caller is waited for"),
        ])

    static let builtInGrammars = BuiltInGrammar.allCases.map(\.rawValue)
    /// Instead of a grammar: anything is taken, and written down by a server.
    static let dictation = "dictate"
    static let spokenAnswers = builtInGrammars + [dictation]
    static let phraseList = Shape.either([
        .list(.text), .dictionary(keys: FlowShapes.languagePattern, values: .either([.text, .list(.text)])),
    ])

    static let speech = Shape.either([
        .choice(spokenAnswers), FlowShapes.grammarFile, FlowShapes.listFile, .list(.text), .mapping(speechTable),
    ])

    static let speechTable = KeyTable(
        "`speech`",
        [
            Key("built-in", .choice(spokenAnswers), "a grammar that every language has, or `dictate`: anything, written down by a server"),
            Key("grammar", FlowShapes.files(FlowShapes.grammarFile), "a grammar file beside the flow, for all languages or for each"),
            Key("list", FlowShapes.files(FlowShapes.listFile), "a list of words beside the flow, for all languages or for each"),
            Key("phrases", phraseList, "phrases, for all languages or for each"),
            Key("timers", FlowShapes.timers(TimerName.ofSpeech), "how long the caller is listened to"),
        ])

    static let confirm = KeyTable(
        "`confirm`",
        [
            Key("when", .choice(["always", Confirmation.Occasion.unsure.rawValue]), "which answers are read back; always when absent"),
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

    static let recording = VerbTable(
        "recording", "begins, interrupts or ends the recording of the whole call",
        main: [.choice(RecordingOrder.allCases.map(\.rawValue))], outcomes: [outcome("next", "at once")])
}
