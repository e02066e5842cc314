public import Recognition

/// What a flow's names are compared with: what the configuration and the prompt folders offer.
///
/// What is nil is not known, and names of that kind are not checked.
public struct FlowCatalogContext: Sendable {
    /// The prompts of each language.
    public var prompts: [LanguageTag: Set<PromptName>]?
    /// The queues of the configuration.
    public var queues: Set<QueueName>?
    /// The calendars of the configuration.
    public var calendars: Set<CalendarName>?
    /// The flows that can be run.
    public var flows: [FlowName: FlowInterface]?
    /// The files beside the flows that say what can be said, and how: grammars, lists and lexicons, by name.
    public var files: [String: [UInt8]]?
    /// The pronouncing dictionaries of the models that are there.
    public var dictionaries: [SpeechLanguage: [UInt8]] = [:]
    /// The phones of those models: what a lexicon can be written with.
    public var phones: [SpeechLanguage: Set<String>] = [:]
    /// What prompts say, where that is a text.
    public var promptTexts: [LanguageTag: [PromptName: String]] = [:]
    /// How long prompts are, as far as they sound already.
    public var promptLengths: [LanguageTag: [PromptName: Duration]] = [:]
    /// How long an agent who has taken a caller may need until both talk, by the queues that are inside the server.
    public var connectTimes: [QueueName: Duration] = [:]
    /// The targets of notifications.
    public var notifications: Set<String>?
    /// Whether the configuration names a server that writes down what is said.
    public var isTranscribed: Bool?
    /// The languages in which routes begin flows, where that is another than the flow's own.
    public var routedLanguages: [FlowName: Set<LanguageTag>] = [:]

    /// Knows nothing: only what a flow says of itself is checked.
    public init() {}
}

/// What a flow that runs another one sees of it.
public struct FlowInterface: Sendable {
    /// Its named exits.
    public var exits: [ExitName]
    /// Its variables.
    public var variables: [VariableName: VariableDeclaration]
    /// The languages it begins in and changes to.
    public var languages: Set<LanguageTag>
    /// The variables that have a value for certain when it returns, by the outcome of `run`: `next`, or an exit's name.
    var certainAtExit: [String: Set<VariableName>]
    /// Whether it can come to `end`.
    public var reachesEnd: Bool
    /// The flows that it runs itself.
    public var runs: Set<FlowName>

    /// The interface of a flow.
    public init(of flow: Flow) {
        self.init(of: FlowDraft(flow))
    }

    /// The interface of a flow that may have mistakes, as far as it could be read.
    init(of draft: FlowDraft) {
        exits = draft.exits.map(\.value)
        variables = draft.declarations
        languages = draft.languages
        certainAtExit = UnsetVariable.certainAtExit(FlowCheck(draft, FlowCatalogContext()))
        let reachesEnd = draft.steps.contains { $0.edges.contains { $0.target.value == .end } }
        self.reachesEnd = reachesEnd || draft.commands.contains { $0.action == .go(.end) }
        runs = Set(
            draft.steps.compactMap { step in
                if case .run(let run) = step.verb { run.flow.value } else { nil }
            })
    }
}
