import Diagnostics

/// The shapes that several verbs share, by the names that tables refer to them with.
enum FlowShapes {
    /// A name of a step, prompt, flow, queue, ...: a letter, then letters, digits, `-` and `_`.
    static let namePattern = #"^\p{L}[\p{L}\p{N}_-]*$"#

    static let name = Shape.reference("name")
    static let target = Shape.reference("target")
    static let outcome = Shape.reference("outcome")
    static let retry = Shape.reference("retry")
    static let prompt = Shape.reference("prompt")
    static let expression = Shape.reference("expression")
    static let template = Shape.reference("template")
    static let key = Shape.reference("key")
    static let keys = Shape.reference("keys")
    static let phrases = Shape.reference("phrases")
    static let language = Shape.reference("language")
    static let variable = Shape.reference("variable")

    /// What the references stand for, with a sentence each.
    static let definitions: [(name: String, shape: Shape, about: String)] = [
        ("name", .pattern(namePattern, "a name"), "A letter, then letters, digits, `-` and `_`."),
        ("target", .pattern(namePattern, "the name of a step"), "The name of a step, `end`, or one of the flow's exits."),
        ("outcome", .either([target, .mapping(outcomeTable)]), "Where an outcome leads."),
        ("retry", .either([target, .mapping(retryTable)]), "How often a question is asked, and where the flow goes then."),
        ("item", .either([name] + spokenTables.map(Shape.mapping)), "A prompt of the catalogue, or a value that is said."),
        ("prompt", .either([.reference("item"), .list(.reference("item"))]), "What is played: one item, or several in a row."),
        (
            "reprompt", .either([.reference("item"), .list(.reference("prompt"))]),
            "One prompt for all repetitions, or a list of prompts, one each."
        ),
        ("expression", .text, "An expression over the flow's variables."),
        ("template", .text, "A text with expressions in braces: `ride {number}`."),
        ("key", .pattern("^[0-9*#A-D]$", "one key in quotes"), "One key of the telephone, in quotes."),
        ("keys", .pattern("^[0-9*#A-D]{1,16}$", "keys in quotes"), "Keys of the telephone, in quotes."),
        (
            "phrases", .either([.text, .dictionary(keys: languagePattern, values: .text)]),
            "What can be said, for all languages or for each."
        ),
        ("language", .pattern(languagePattern, "a language such as en-US"), "A language and region, such as `en-US` or `zh-CN`."),
        ("variable", .pattern(variablePattern, "the name of a variable"), "A letter, then letters, digits and `_`."),
    ]

    static let languagePattern = "^[a-z]{2,3}(-[A-Z][a-z]{3})?-([A-Z]{2}|[0-9]{3})$"
    static let variablePattern = "^[A-Za-z][A-Za-z0-9_]*$"

    static let outcomeTable = KeyTable("an outcome", [Key("next", target, required: true, "where it leads")]).forDesigners

    static let retryTable = KeyTable(
        "a repetition",
        [
            Key("tries", .integer(1...20), "how often the question is asked in all; 1 when absent"),
            Key("reprompt", .reference("reprompt"), "what is asked the second time, the third time, ...; the question itself when absent"),
            Key("next", target, required: true, "where the flow goes when all tries are used up"),
        ]
    ).forDesigners

    static let confidenceTable = KeyTable(
        "`confidence`",
        [
            Key("accept", .decimal(0...1), "from here on an answer counts; 0.7 when absent"),
            Key("confirm", .decimal(0...1), "from here on the caller is asked whether it was that; 0.3 when absent"),
        ])

    /// One prompt of the catalogue, or several.
    static let names = Shape.either([name, .list(name)])

    /// A file beside the flow, or one for each language.
    static func files(_ file: Shape) -> Shape { .either([file, .dictionary(keys: languagePattern, values: file)]) }

    static let lexiconEndings = [".dict", ".lexicon"]
    static let grammarEndings = [".gram", ".jsgf", ".grxml"]
    static let listEndings = [".txt", ".csv"]
    static let lexiconFile = Shape.pattern(#"^[^\s/][^\s]*\.(dict|lexicon)$"#, "a lexicon such as words.dict")
    static let grammarFile = Shape.pattern(#"^[^\s/][^\s]*\.(gram|jsgf|grxml)$"#, "a grammar file such as cities.gram")
    static let listFile = Shape.pattern(#"^[^\s/][^\s]*\.(txt|csv)$"#, "a list such as towns.txt")

    static let spokenTables = SpokenValue.Form.allCases.map(spokenTable)

    /// The keys of a value that is said in one form.
    static func spokenTable(_ form: SpokenValue.Form) -> KeyTable {
        let currency = Key(
            "currency", .choice(Currency.allCases.map(\.rawValue)), "the currency; that of the language's region when absent")
        let value = Key(form.rawValue, expression, required: true, "the value that is said")
        return KeyTable("a spoken value", form == .money ? [value, currency] : [value])
    }

    static func timers(_ names: [TimerName]) -> Shape {
        .mapping(KeyTable("timers", names.map { Key($0.rawValue, .duration($0.range), $0.about) }))
    }
}

/// The timers of an input, as flows write them.
enum TimerName: String, CaseIterable {
    case firstDigit = "first-digit"
    case interDigit = "inter-digit"
    case terminator
    case total
    case speechComplete = "speech-complete"
    case speechIncomplete = "speech-incomplete"
    case maxSpeech = "max-speech"

    /// Those that end digits.
    static let ofDigits: [TimerName] = [.firstDigit, .interDigit, .terminator, .total]
    /// Those that end speech.
    static let ofSpeech: [TimerName] = [.speechComplete, .speechIncomplete, .maxSpeech]

    /// What it may be set to.
    var range: ClosedRange<Milliseconds> {
        switch self {
        case .terminator: Milliseconds(rawValue: 0)...Milliseconds.seconds(10)
        case .speechComplete, .speechIncomplete: Milliseconds(rawValue: 100)...Milliseconds.seconds(10)
        case .firstDigit, .interDigit: Milliseconds(rawValue: 100)...Milliseconds.minutes(2)
        case .total, .maxSpeech: Milliseconds.seconds(1)...Milliseconds.minutes(10)
        }
    }

    var about: String {
        switch self {
        case .firstDigit: "from the end of the prompt to the first key; 5s when absent"
        case .interDigit: "from one key to the next; 3s when absent"
        case .terminator: "how long the terminator is waited for after the last possible digit; 0s when absent"
        case .total: "the whole input; without end when absent"
        case .speechComplete: "the silence after a whole phrase; 700ms when absent"
        case .speechIncomplete: "the silence after the beginning of a phrase; 1s500ms when absent"
        case .maxSpeech: "the longest speech; 15s when absent, 60s where it is dictated"
        }
    }

    /// The field of the timers that it sets.
    func set(_ length: Duration, in timers: inout GatherTimers) {
        switch self {
        case .firstDigit: timers.firstDigit = length
        case .interDigit: timers.interDigit = length
        case .terminator: timers.terminator = length
        case .total: timers.total = length
        case .speechComplete: timers.speechComplete = length
        case .speechIncomplete: timers.speechIncomplete = length
        case .maxSpeech: timers.maxSpeech = length
        }
    }
}
