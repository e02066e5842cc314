import Diagnostics
import IVR

/// The flows and prompts that a server begins with, and what is to be said of them.
public struct ServerContent: Sendable {
    /// What calls are made of.
    let catalog: Catalog
    /// The flow files as they were read.
    let flows: FlowFolder
    /// What flows were checked against.
    let context: FlowCatalogContext
    /// The calendar files as they were read.
    let calendars: CalendarFolder
    /// Every prompt.
    public let prompts: PromptCatalog
    /// The valid flows.
    public var flowNames: [FlowName] { catalog.current.flows.keys.sorted() }

    /// Reads what the configuration names.
    ///
    /// - Parameter progress: told while prompts are spoken.
    public static func load(_ configuration: Configuration, progress: @escaping PromptCatalog.Progress) async -> ServerContent {
        let prompts = await PromptCatalog.load(folder: configuration.paths.prompts, cache: configuration.paths.cache, progress: progress)
        var context = FlowCatalogContext()
        context.prompts = prompts.names
        context.queues = Set(configuration.queues.keys)
        let calendars = CalendarFolder(configuration.paths.calendars)
        context.calendars = Set(calendars.calendars.keys)
        context.notifications = Set(configuration.targets.keys)
        let flows = FlowFolder(configuration.paths.flows, context: context)
        let valid = flows.files.compactMap(\.result.flow)
        let version = Catalog.Version(
            flows: Dictionary(valid.map { ($0.name, $0) }) { first, _ in first }, prompts: prompts.library, promptNames: prompts.names,
            calendars: calendars.calendars)
        return ServerContent(catalog: Catalog(version), flows: flows, context: context, calendars: calendars, prompts: prompts)
    }

    /// Everything that is wrong or doubtful, as text with places and carets.
    public var report: [String] {
        let catalogues = prompts.findings.flatMap { finding in finding.diagnostics.rendered(in: finding.source) }
        let files = flows.files.flatMap { file in file.result.diagnostics.rendered(in: file.result.source) }
        return catalogues + prompts.problems + calendars.findings + files
    }

    /// Why the server cannot do with it what the configuration asks; nil when it can.
    public func obstacle(to configuration: Configuration) -> String? {
        if prompts.findings.contains(where: \.diagnostics.hasErrors) { return "a prompt catalogue has mistakes" }
        if calendars.hasErrors { return "a calendar has mistakes" }
        if !prompts.isComplete { return "prompts are missing" }
        let known = Set(flowNames)
        guard let route = configuration.routes.first(where: { !known.contains($0.flow) }) else { return nil }
        return "a route leads to the flow `\(route.flow)`, which is not there or has mistakes"
    }
}
