import IVR

/// What flows name and the server has: prompts and calendars in their folders, queues and targets in the configuration.
struct Surroundings: Sendable {
    /// The prompts; those that were only read have no sounds yet.
    var prompts: PromptCatalog
    /// The calendars.
    var calendars: CalendarFolder
    /// What callers are heard with; nil where calls go on with keys alone.
    let speech: SpeechModels?
    private let configuration: Configuration

    /// Reads the folders of a configuration.
    init(_ configuration: Configuration, speech: SpeechModels?) {
        self.configuration = configuration
        self.speech = speech
        prompts = PromptCatalog.read(folder: configuration.paths.prompts)
        calendars = CalendarFolder(configuration.paths.calendars)
    }

    /// What flows are checked against.
    var context: FlowCatalogContext {
        var context = FlowCatalogContext()
        context.prompts = prompts.names
        context.queues = Set(configuration.queues.keys)
        context.promptLengths = prompts.lengths
        context.connectTimes = configuration.connectTimes
        context.calendars = Set(calendars.calendars.keys)
        context.files = FlowFolder.speechFiles(in: configuration.paths.flows)
        context.notifications = Set(configuration.targets.keys)
        context.isTranscribed = configuration.transcription != nil
        for route in configuration.routes {
            if let language = route.language { context.routedLanguages[route.flow, default: []].insert(language) }
        }
        return context
    }

    /// What calls are made of, with these flows.
    func version(_ served: ServedFlows) -> Catalog.Version {
        Catalog.Version(
            flows: served.flows, prompts: prompts.library, promptNames: prompts.names, calendars: calendars.calendars,
            questions: questions(of: served), voice: speech?.voice, strays: served.strays)
    }

    /// What can be said to the flows; a flow that another one runs is asked in that one's language.
    private func questions(of served: ServedFlows) -> SpokenQuestions? {
        guard let speech else { return nil }
        let flows = served.flows.values
        let languages = Set(flows.flatMap(\.languages) + configuration.routes.compactMap(\.language))
        let octets = FlowFolder.speechFiles(in: configuration.paths.flows)
        let grammars = flows.map { FlowGrammars($0, languages: languages, octets: octets) }
        return SpokenQuestions(grammars, engine: speech.engine)
    }
}
