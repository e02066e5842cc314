import Diagnostics

/// The verbs that decide and compute.
extension VerbTable {
    static let assignments = Shape.dictionary(keys: FlowShapes.variablePattern, values: FlowShapes.expression)

    static let set = VerbTable(
        "set", "computes variables", main: [assignments], outcomes: [outcome("next", "when they are set")])

    static let branch = VerbTable(
        "branch", "goes where the first true condition leads", main: [.list(.mapping(branchCase))],
        outcomes: [outcome("otherwise", "when no condition is true")])

    static let branchCase = KeyTable(
        "a condition",
        [
            Key("when", FlowShapes.expression, required: true, "what has to be true"),
            Key("next", FlowShapes.target, required: true, "where it leads", absenceRule: "missing-outcome"),
        ]
    ).forDesigners

    static let hours = VerbTable(
        "hours", "decides by a calendar", main: [FlowShapes.name],
        map: KeyTable("`hours`", [Key("calendar", FlowShapes.name, required: true, "the calendar of the configuration")]),
        outcomes: [
            outcome("open", "within opening hours"), outcome("closed", "outside them"), outcome("holiday", "on a holiday of the calendar"),
        ])

    static let language = VerbTable(
        "language", "goes on in another language", main: [FlowShapes.language],
        map: KeyTable("`language`", [Key("code", FlowShapes.language, required: true, "the language")]),
        outcomes: [outcome("next", "in that language")])

    static let run = VerbTable(
        "run", "runs another flow and comes back by one of its exits", main: [FlowShapes.name],
        map: KeyTable(
            "`run`",
            [
                Key("flow", FlowShapes.name, required: true, "the other flow"),
                Key("with", assignments, "variables of the other flow and what they begin with"),
                Key(
                    "into", .dictionary(keys: FlowShapes.variablePattern, values: FlowShapes.variable),
                    "variables here and those of the other flow they take"),
            ]),
        outcomes: [Key("next", FlowShapes.outcome, "when the other flow came to `end`")],
        others: FlowShapes.outcome)

    static let hangup = VerbTable(
        "hangup", "ends the call", main: [.text, .nothing],
        map: KeyTable(
            "`hangup`",
            [
                Key("reason", .text, "why, for the call's record"),
                Key("status", .integer(400...699), "the SIP status that refuses a call which is not answered yet"),
            ]),
        outcomes: [])
}
