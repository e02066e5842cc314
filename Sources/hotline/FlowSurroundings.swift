import Calendars
import Diagnostics
import Foundation
import IVR
import PocketSphinx
import Recognition
import Server

/// What lies around flows, as far as their names are concerned: prompts, calendars, the configuration, other flows, grammar files.
struct FlowSurroundings {
    /// What could not be looked up, and is therefore not checked.
    private(set) var remarks: [String] = []
    private var context = FlowCatalogContext()

    init(prompts: String, calendars: String, configuration: String?, models: String) {
        readDictionaries(models)
        readPrompts(prompts)
        readCalendars(calendars)
        readConfiguration(configuration, prompts)
    }

    /// What a flow's names are compared with: all of it, and the flows and grammars in its own folder.
    func context(for path: String) -> FlowCatalogContext {
        var context = context
        let folder = (path as NSString).deletingLastPathComponent
        let beside = folder.isEmpty ? "." : folder
        var flows: [FlowName: FlowInterface] = [:]
        for file in Self.files(in: beside, withSuffix: ".yaml") {
            guard let octets = try? TextFile.octets(at: file) else { continue }
            if let found = FlowChecker.interface(octets: octets, path: file) { flows[found.name] = found.interface }
        }
        context.flows = flows
        context.files = FlowFolder.speechFiles(in: beside)
        return context
    }

    /// The files of a folder with a certain end, in the order of their names.
    static func files(in folder: String, withSuffix suffix: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasSuffix(suffix) && !$0.hasPrefix(".") }.sorted().map { folder == "." ? $0 : "\(folder)/\($0)" }
    }

    /// The pronouncing dictionaries of the models that are there; which are not is said beside the flows that want them.
    private mutating func readDictionaries(_ folder: String) {
        let library = ModelLibrary(environment: ProcessInfo.processInfo.environment, folder: folder)
        for language in SpeechLanguage.allCases {
            guard let model = try? library.model(for: language) else { continue }
            context.phones[language] = Set(model.phones)
            guard let data = FileManager.default.contents(atPath: model.dictionary) else { continue }
            context.dictionaries[language] = [UInt8](data)
        }
    }

    private mutating func readPrompts(_ folder: String) {
        let languages = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        var names: [LanguageTag: Set<PromptName>] = [:]
        for language in languages where SpokenLanguage(LanguageTag(language)) != nil {
            let text = (try? TextFile.text(at: "\(folder)/\(language)/prompts.yaml")) ?? ""
            let catalogue = PromptCatalogue.parse(text, path: folder).0
            names[LanguageTag(language)] = Self.prompts(in: "\(folder)/\(language)", catalogue)
            context.promptTexts[LanguageTag(language)] = catalogue?.texts
        }
        guard !names.isEmpty else {
            remarks.append("there are no prompts in \(folder): the names of prompts are not checked")
            return
        }
        context.prompts = names
    }

    /// The catalogue's prompts, those that are recordings only, and the music that every language has.
    private static func prompts(in folder: String, _ catalogue: PromptCatalogue?) -> Set<PromptName> {
        let recordings = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let stems = recordings.filter { !$0.hasSuffix(".yaml") }.map { PromptName(($0 as NSString).deletingPathExtension) }
        return Set(stems + (catalogue?.order ?? []) + ["hold"])
    }

    private mutating func readCalendars(_ folder: String) {
        let files = Self.files(in: folder, withSuffix: ".yaml")
        guard !files.isEmpty else {
            remarks.append("there are no calendars in \(folder): the names of calendars are not checked")
            return
        }
        context.calendars = Set(files.compactMap { Self.tree($0)?.root?["calendar"]?.text.map { CalendarName($0) } })
    }

    /// Only names and lengths are read here; `hotline serve` reads the whole configuration and says what is wrong with it.
    private mutating func readConfiguration(_ path: String?, _ prompts: String) {
        guard let path else {
            remarks.append("no configuration is given (--config): queues and notification targets are not checked")
            return
        }
        guard let root = Self.tree(path)?.root else {
            remarks.append("\(path) cannot be read: queues and notification targets are not checked")
            return
        }
        context.queues = Set((root["queues"]?.entries ?? []).map { QueueName($0.name) })
        context.notifications = Set((root["notify"]?.entries ?? []).map(\.name))
        guard let text = try? TextFile.text(at: path), let configuration = Configuration.read(text, path: path).0 else { return }
        context.connectTimes = configuration.connectTimes
        if !context.connectTimes.isEmpty { context.promptLengths = PromptCatalog.knownLengths(in: prompts, configuration) }
    }

    private static func tree(_ path: String) -> SourceTree? {
        guard let octets = try? TextFile.octets(at: path) else { return nil }
        return try? SourceTree.parse(octets, path: path).get()
    }
}
