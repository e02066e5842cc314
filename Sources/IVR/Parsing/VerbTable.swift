import Diagnostics

/// How a verb is written: what stands behind it and which outcomes stand beside it.
struct VerbTable {
    /// The verb.
    let name: String
    /// What it does, for editors and documentation.
    let about: String
    /// Everything that may stand behind it: its main argument, its map.
    let value: Shape
    /// Its map, where it has one.
    let map: KeyTable?
    /// Its outcomes.
    let outcomes: [Key]
    /// What stands behind outcomes with names of the author's own.
    let others: Shape?
    /// All keys of a step with this verb, knowing where those belong that are written there by mistake.
    let step: KeyTable
    /// The verb's map, knowing the same.
    let checkedMap: KeyTable?

    init(_ name: String, _ about: String, main: [Shape], map: KeyTable? = nil, outcomes: [Key], others: Shape? = nil) {
        self.name = name
        self.about = about
        let shapes = main + (map.map { [.mapping($0)] } ?? [])
        value = shapes.count == 1 ? shapes[0] : .either(shapes)
        self.map = map
        self.outcomes = outcomes
        self.others = others
        let keys = [Key(name, value, required: true, about)] + outcomes
        let places = KeyPlaces(verb: name, map: map, outcomes: outcomes)
        step = KeyTable("a `\(name)` step", keys, others: others).placing(places.besideVerb).forDesigners
        checkedMap = map?.placing(places.behindVerb).forDesigners
    }

    /// All verbs, in the order of documentation.
    static let all: [VerbTable] = [
        play, menu, gather, record, recording, set, branch, hours, fetch, enqueue, transfer, language, run, notify, hangup,
    ]

    private static let byName = Dictionary(all.map { ($0.name, $0) }) { first, _ in first }

    /// A verb by its name.
    static func named(_ name: String) -> VerbTable? { byName[name] }

    /// An outcome that has to be there.
    static func outcome(_ name: String, _ about: String, shape: Shape = FlowShapes.outcome) -> Key {
        Key(name, shape, required: true, about, absenceRule: "missing-outcome")
    }

    static let noInput = outcome("no-input", "when the caller does nothing", shape: FlowShapes.retry)
    static let noMatch = outcome("no-match", "when the caller's answer does not fit", shape: FlowShapes.retry)
    /// What may be wrong with speech.
    static let speechTroubles = [
        Key(SpeechTrouble.tooLong.rawValue, FlowShapes.retry, "when speech does not come to an end; no-match when absent"),
        Key(
            SpeechTrouble.tooSoon.rawValue, FlowShapes.retry,
            "when speech began before the question could be answered; no-match when absent"),
        Key(SpeechTrouble.noAudio.rawValue, FlowShapes.retry, "when no sound at all arrives from the caller; no-input when absent"),
        Key(SpeechTrouble.noisy.rawValue, FlowShapes.retry, "when it is too noisy to understand anybody; no-match when absent"),
    ]
    static let bargeIn = Key("barge-in", .boolean, "whether a key stops the prompt; true when absent")
    static let questionBargeIn = Key(
        "barge-in", .either([.boolean, .choice([BargeIn.hotWord.rawValue, BargeIn.keys.rawValue])]),
        "what stops the question: `true` keys and speech, `hot-word` keys and what it takes by voice, `keys` keys alone; true when absent")
    static let keypad = Key("keypad", FlowShapes.prompt, "the question for callers who can only press keys; the same when absent")
    static let confidence = Key(
        "confidence", .mapping(FlowShapes.confidenceTable), "how sure of speech it has to be; the flow's when absent")
    static let typeAhead = Key(
        "type-ahead", .choice(TypeAhead.allCases.map(\.rawValue)), "what happens to keys pressed earlier; `keep` when absent")
}
