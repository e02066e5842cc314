import Diagnostics

/// What could be read of a file, whole or not; the rules look at it, so that a mistake in one step does not hide those in others.
struct FlowDraft {
    var source: SourceText
    var name: Located<FlowName>?
    var language: Located<LanguageTag>?
    var start: Located<StepID>?
    var exits: [Located<ExitName>] = []
    var variables: [VariableDeclaration] = []
    /// The variables whose type could not be read.
    var untyped: Set<VariableName> = []
    var commands: [FlowCommand] = []
    /// How sure its questions want to be, unless they say otherwise.
    var confidence = Confidence()
    var lexicon = LanguageFiles()
    /// What is declared as variables under names that are none.
    var badVariables: Set<String> = []
    /// Whether the declarations could not be read at all, so that no variable is known.
    var hasUnreadVariables = false
    /// The steps that were read, in the order of writing.
    var steps: [Step] = []
    /// The steps that were not.
    var broken: [BrokenStep] = []
    /// Whether something that can be done everywhere leads to a step that is not there.
    var hasBrokenCommands = false

    /// A step with a mistake: what it does is not known, only what it mentions.
    struct BrokenStep {
        var id: StepID
        var range: SourceRange
        /// The names of steps that occur in it.
        var mentions: [StepID]
        /// The names of variables that occur in it.
        var words: Set<String>
    }

    /// The declared variables by name; those that only a recording declares are among them.
    var declarations: [VariableName: VariableDeclaration] {
        Dictionary(variables.map { ($0.name, $0) }) { first, _ in first }
    }

    /// The language it begins in and those it changes to.
    var languages: Set<LanguageTag> {
        var languages = Set(language.map { [$0.value] } ?? [])
        for case .language(let change) in steps.lazy.map(\.verb) { languages.insert(change.code.value) }
        return languages
    }

    /// The flow, when nothing is wrong with it.
    var flow: Flow? { broken.isEmpty && name != nil && language != nil && start != nil ? readable : nil }

    /// What there is of the flow.
    var readable: Flow {
        Flow(
            name: name?.value ?? "", path: source.path, defaultLanguage: language?.value ?? "", start: start?.value ?? "",
            exits: exits.map(\.value),
            variables: declarations, commands: commands, lexicon: lexicon,
            steps: Dictionary(steps.map { ($0.id, $0) }) { first, _ in first }, order: steps.map(\.id))
    }
}

extension FlowDraft {
    /// The draft of a flow that has been read before.
    init(_ flow: Flow) {
        let place = SourceRange(start: SourceLocation(path: flow.path, line: 1, column: 1), length: 1)
        source = SourceText("", path: flow.path)
        name = Located(flow.name, at: place)
        language = Located(flow.defaultLanguage, at: place)
        start = Located(flow.start, at: place)
        exits = flow.exits.map { Located($0, at: place) }
        variables = flow.variables.values.sorted { $0.name < $1.name }
        commands = flow.commands
        lexicon = flow.lexicon
        steps = flow.order.compactMap { flow.steps[$0] }
    }
}
