import Diagnostics

/// The keys of a flow's file.
enum FlowTable {
    static let flow = KeyTable(
        "a flow",
        [
            Key("flow", FlowShapes.name, required: true, "the flow's name"),
            Key("language", FlowShapes.language, required: true, "the language it speaks at first"),
            Key("start", FlowShapes.name, required: true, "the first step"),
            Key("exits", .list(FlowShapes.name), "the ways it returns to a flow that runs it, beside `end`"),
            Key(
                "variables", .dictionary(keys: FlowShapes.variablePattern, values: .either([variableType, .mapping(variable)])),
                "what it remembers"),
            Key(
                "keys",
                .dictionary(keys: #"^([0-9*#A-D]|\p{L}[\p{L}\p{N}_-]+)$"#, values: .either([FlowShapes.target, .mapping(command)])),
                "keys that mean the same everywhere, and words that can only be said: `repeat` or a step"),
            Key("confidence", .mapping(FlowShapes.confidenceTable), "how sure of speech the questions have to be"),
            Key("lexicon", FlowShapes.files(FlowShapes.lexiconFile), "how words are said that no dictionary has: a file beside the flow"),
            Key("steps", .dictionary(keys: FlowShapes.namePattern, values: .reference("step")), required: true, "its steps by name"),
        ])

    static let command = KeyTable(
        "a key of the flow",
        [
            Key("say", FlowShapes.phrases, "what can be said for it"),
            Key("next", FlowShapes.target, required: true, "`repeat`, or where it leads", absenceRule: "missing-outcome"),
            Key("prompt", FlowShapes.names, "what is played before the question is asked again"),
            Key("confirm", FlowShapes.names, "says what was understood when that is doubtful; its key when absent"),
        ]
    ).forDesigners

    static let variableType = Shape.choice(VariableType.allCases.map(\.rawValue))

    static let variable = KeyTable(
        "a variable",
        [
            Key("type", variableType, required: true, "what it can hold"),
            Key("sensitive", .boolean, "never printed, logged, or recorded in clear"),
            Key("parameter", .boolean, "given by the flow that runs this one, with `with`"),
            Key("default", FlowShapes.expression, "its value when the flow begins; without one it has to be set before it is used"),
        ])

    /// Names that mean something of their own where a step could be named.
    static let reserved: Set<String> = ["end", "repeat"]
}
