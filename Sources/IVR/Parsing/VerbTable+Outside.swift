import Diagnostics

/// The verbs that reach beyond the call.
extension VerbTable {
    static let values = Shape.dictionary(keys: #"^[^\s]+$"#, values: FlowShapes.expression)
    static let jsonPath = Shape.pattern(
        #"^[A-Za-z_][\w-]*(\[[0-9]{1,4}\])*(\.[A-Za-z_][\w-]*(\[[0-9]{1,4}\])*)*$"#, "a way through JSON such as driver.name")

    static let fetch = VerbTable(
        "fetch", "asks a service over HTTP", main: [.text],
        map: KeyTable(
            "`fetch`",
            [
                Key("url", FlowShapes.template, required: true, "the address; values in braces are percent-encoded"),
                Key("method", .choice(Fetch.Method.allCases.map(\.rawValue)), "POST when something is sent, else GET, when absent"),
                Key("send", values, "what is sent, by name: the JSON body, or the query of GET and DELETE"),
                Key(
                    "into", .either([FlowShapes.variable, .dictionary(keys: FlowShapes.variablePattern, values: jsonPath)]),
                    "a variable for all of the answer, or variables and the parts they take"),
                Key(
                    "timeout", .duration(Milliseconds(rawValue: 100)...Milliseconds.minutes(2)),
                    "how long the answer is waited for; 5s when absent"),
                Key("filler", FlowShapes.prompt, "what is played while waiting"),
            ]),
        outcomes: [
            outcome("ok", "with an answer of status 200 to 299"), outcome("failed", "with any other, or none"),
            outcome("timeout", "when it took too long"),
        ])

    static let transfer = VerbTable(
        "transfer", "hands the call to a number or SIP address", main: [.text],
        map: KeyTable(
            "`transfer`",
            [
                Key("to", FlowShapes.template, required: true, "a number or SIP address"),
                Key(
                    "mode", .choice(Transfer.Mode.allCases.map(\.rawValue)),
                    "`blind` sends the caller away, `attended` stays between; `attended` when absent"),
                Key("ring", .duration(Milliseconds.seconds(1)...Milliseconds.minutes(5)), "how long it may ring; 30s when absent"),
                Key("music", FlowShapes.name, "the prompt that is played meanwhile; a ringing tone when absent"),
            ]),
        outcomes: [
            outcome("answered", "after the conversation"), outcome("busy", "when the other side is engaged"),
            outcome("no-answer", "when nobody answers in time"), outcome("failed", "when it cannot be reached"),
        ])

    static let notify = VerbTable(
        "notify", "tells somebody outside", main: [],
        map: KeyTable(
            "`notify`",
            [
                Key("target", FlowShapes.name, required: true, "the target of the configuration"),
                Key("text", FlowShapes.template, "what is said; values in braces"),
                Key("data", values, "what is sent, by name"),
            ]),
        outcomes: [outcome("next", "when it was accepted"), outcome("failed", "when it was not")])
}
