import ArgumentParser
import Calendars
import CallSimulator
import Diagnostics
import Foundation
import IVR
import PocketSphinx
import Server

/// Reads a flow from its file, with all that it names: the flows beside it, prompts, calendars and its callers' scripts.
struct FlowWorkshop {
    /// The flow, ready to be called; nil when anything it needs is not valid.
    private(set) var hotline: SimulatedHotline?
    private var findings: [String] = []
    private let path: String

    /// Reads what the flow needs from the folders `Prompts` and `Calendars` beside that of the flow, or from those of a configuration,
    /// which also names the queues and targets there are.
    init(flow path: String, configuration: Configuration?) {
        self.path = path
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        let root = folder.deletingLastPathComponent()
        let paths = configuration?.paths
        let catalogues = readCatalogues(in: paths.map { URL(fileURLWithPath: $0.prompts) } ?? root.appendingPathComponent("Prompts"))
        let calendars = readCalendars(in: paths.map { URL(fileURLWithPath: $0.calendars) } ?? root.appendingPathComponent("Calendars"))
        var context = FlowCatalogContext()
        context.queues = configuration.map { Set($0.queues.keys) }
        context.notifications = configuration.map { Set($0.targets.keys) }
        context.isTranscribed = configuration.map { $0.transcription != nil }
        if !catalogues.isEmpty {
            context.prompts = Dictionary(catalogues.map { ($0.language, Set($0.order)) }) { first, _ in first }
        }
        context.calendars = Set(calendars.keys)
        guard let text = read(path) else { return }
        let others = readOthers(in: folder)
        context.flows = others.mapValues { FlowInterface(of: $0) }
        context.files = FlowFolder.speechFiles(in: folder.relativePath)
        let result = FlowChecker.check(text: text, path: path, context: context)
        findings += result.rendered
        guard let flow = result.flow, !result.diagnostics.hasErrors else { return }
        var hotline = SimulatedHotline(flow: flow, flows: others, catalogues: catalogues, calendars: calendars)
        if let configuration { hotline.options = configuration.media.options }
        let models = paths?.models ?? ModelFolder.found(root.appendingPathComponent("Models").relativePath)
        hotline.speechFiles = context.files ?? [:]
        hotline.engine = .pocketSphinx(models: models)
        self.hotline = hotline
    }

    /// Prints everything that is wrong, for the person at the terminal.
    func printFindings() {
        for finding in findings { print(finding) }
    }

    /// The folder of the flow's scripts.
    private var scriptFolder: URL {
        URL(fileURLWithPath: path).deletingPathExtension().appendingPathExtension("calls")
    }

    /// The script whose answers stand in for a world without a script.
    var defaultScript: String { scriptFolder.appendingPathComponent("default.yaml").relativePath }

    /// The scripts of the flow, by name.
    func scripts() -> [String] {
        FlowWorkshop.files(in: scriptFolder).map(\.relativePath).filter { $0 != defaultScript }
    }

    /// Reads a script.
    func script(_ path: String) throws -> CallScript {
        let text: String
        do throws(TextFile.Failure) {
            text = try TextFile.text(at: path)
        } catch {
            print("\(VisibleText.of(path)) \(error)")
            throw ExitCode(2)
        }
        let (script, diagnostics, source) = CallScript.parse(text, path: path)
        guard let script else {
            for finding in diagnostics.rendered(in: source) { print(finding) }
            throw ExitCode(2)
        }
        return script
    }

    /// The answers of `default.yaml`, when there is one.
    func defaultAnswers() throws -> OutsideWorld? {
        guard FileManager.default.fileExists(atPath: defaultScript) else { return nil }
        return try script(defaultScript).world
    }

    // MARK: Files

    private static func files(in folder: URL) -> [URL] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.relativePath)) ?? []
        return names.filter { $0.hasSuffix(".yaml") && !$0.hasPrefix(".") }.sorted().map { folder.appendingPathComponent($0) }
    }

    private mutating func read(_ path: String) -> String? {
        do throws(TextFile.Failure) {
            return try TextFile.text(at: path)
        } catch {
            findings.append("\(VisibleText.of(path)) \(error)")
            return nil
        }
    }

    /// The flows beside it that are well formed; what is wrong with them is for `hotline check`.
    private func readOthers(in folder: URL) -> [FlowName: Flow] {
        var flows: [FlowName: Flow] = [:]
        for url in FlowWorkshop.files(in: folder) {
            guard let text = try? TextFile.text(at: url.relativePath) else { continue }
            guard let flow = FlowParser.parse(text: text, path: url.relativePath).flow else { continue }
            flows[flow.name] = flow
        }
        return flows
    }

    private mutating func readCatalogues(in folder: URL) -> [PromptCatalogue] {
        let languages = (try? FileManager.default.contentsOfDirectory(atPath: folder.relativePath)) ?? []
        var catalogues: [PromptCatalogue] = []
        for language in languages.sorted() {
            let path = folder.appendingPathComponent(language).appendingPathComponent("prompts.yaml").relativePath
            guard FileManager.default.fileExists(atPath: path), let text = read(path) else { continue }
            let (catalogue, diagnostics) = PromptCatalogue.parse(text, path: path)
            findings += diagnostics.rendered(in: SourceText(text, path: path))
            if let catalogue { catalogues.append(catalogue) }
        }
        return catalogues
    }

    private mutating func readCalendars(in folder: URL) -> [CalendarName: OpeningCalendar] {
        var calendars: [CalendarName: OpeningCalendar] = [:]
        for url in FlowWorkshop.files(in: folder) {
            guard let text = read(url.relativePath) else { continue }
            let (calendar, diagnostics) = OpeningCalendar.parse(text, path: url.relativePath)
            findings += diagnostics.rendered(in: SourceText(text, path: url.relativePath))
            if let calendar { calendars[CalendarName(calendar.name)] = calendar }
        }
        return calendars
    }
}
