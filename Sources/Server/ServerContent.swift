import Diagnostics
import IVR
import Queueing

/// The flows and prompts that a server begins with, and what is to be said of them.
public struct ServerContent: Sendable {
    /// What calls are made of.
    let catalog: Catalog
    /// The flow files as they were read.
    let flows: FlowFolder
    /// The flows without mistakes.
    let served: ServedFlows
    /// Prompts, calendars and names of the configuration.
    let surroundings: Surroundings
    /// What the files looked like before they were read.
    let stamp: ContentStamp
    /// Every prompt.
    public var prompts: PromptCatalog { surroundings.prompts }
    /// The valid flows.
    public var flowNames: [FlowName] { served.flows.keys.sorted() }

    /// Reads what the configuration names.
    ///
    /// - Parameters:
    ///   - speech: what callers are heard with; nil where calls go on with keys alone.
    ///   - progress: told while prompts are spoken.
    public static func load(_ configuration: Configuration, speech: SpeechModels? = nil, progress: @escaping PromptCatalog.Progress) async
        -> ServerContent
    {
        let stamp = ContentStamp(configuration.paths)
        var surroundings = Surroundings(configuration, speech: speech)
        var flows = FlowFolder(configuration.paths.flows, context: surroundings.context)
        var served = ServedFlows()
        served.take(flows, for: configuration.routes)
        await surroundings.prompts.speak(served.vocabulary, Voices(configuration), progress: progress)
        flows.checkLengths(in: surroundings.context)
        return ServerContent(
            catalog: Catalog(surroundings.version(served)), flows: flows, served: served, surroundings: surroundings, stamp: stamp)
    }

    /// The languages in which the flows take spoken answers.
    public var listeningLanguages: Set<LanguageTag> { served.listeningLanguages }

    /// Everything that is wrong or doubtful, as text with places and carets.
    public var report: [String] {
        let catalogues = prompts.findings.flatMap { finding in finding.diagnostics.rendered(in: finding.source) }
        let files = flows.files.flatMap { file in file.result.diagnostics.rendered(in: file.result.source) }
        return catalogues + prompts.problems + surroundings.calendars.findings + files
    }

    /// Why the server cannot do with it what the configuration asks; nil when it can.
    public func obstacle(to configuration: Configuration) -> String? {
        if prompts.hasMistakes { return "a prompt catalogue has mistakes" }
        if surroundings.calendars.hasErrors { return "a calendar has mistakes" }
        if !prompts.isComplete { return "prompts are missing" }
        if let obstacle = missingCalendar(of: configuration.floor) { return obstacle }
        if let reason = configuration.callRecording.obstacle(flows: served.flows.values, prompts: prompts.names) { return reason }
        let known = Set(flowNames)
        guard let route = configuration.routes.first(where: { !known.contains($0.flow) }) else { return nil }
        return "a route leads to the flow `\(route.flow)`, which is not there or has mistakes"
    }

    /// A calendar that a queue names and nobody has: the queue would never open, or call nobody back.
    private func missingCalendar(of plan: FloorPlan) -> String? {
        let known = Set(surroundings.calendars.calendars.keys.map { "\($0)" })
        for queue in plan.queues {
            let named = [queue.calendar, queue.callback.calendar].compactMap(\.self)
            guard let name = named.first(where: { !known.contains($0) }) else { continue }
            return "the queue `\(queue.id)` goes by the calendar `\(name)`, which is not there"
        }
        return nil
    }
}
