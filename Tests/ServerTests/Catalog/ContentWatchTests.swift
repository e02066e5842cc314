import CallEngine
import Foundation
import IVR
import Logging
import Testing

@testable import Server

/// A folder with a flow, prompts that are recordings and a calendar, and the watch over it.
private struct WatchedFolder {
    let folder: TemporaryFolder
    let catalog: Catalog
    let watch: ContentWatch
    let log: KeptLog
    let recognition: RecognitionPool

    init(_ flows: [String: String], routes: [String] = ["f"]) async throws {
        folder = try TemporaryFolder()
        for (name, text) in flows { try folder.write(text, to: "Flows/\(name).yaml") }
        try ToneRecording().write(to: folder.file("Prompts/fr-FR/bonjour.wav"))
        try folder.write(Self.calendar, to: "Calendars/office.yaml")
        let routes = routes.enumerated().map { "{ number: \"700\($0.offset)\", flow: \($0.element) }" }.joined(separator: ", ")
        let read = ConfigurationReader.read("routes: [\(routes)]", path: folder.file("hotline.yaml"))
        let configuration = try #require(read.configuration)
        let engine = ToyEngine()
        let content = await ServerContent.load(configuration, speech: SpeechModels(engine)) { _, _, _ in }
        #expect(content.report.isEmpty)
        #expect(content.obstacle(to: configuration) == nil)
        catalog = content.catalog
        let kept = KeptLog()
        log = kept
        let logger = Logger(label: "test") { _ in kept }
        recognition = RecognitionPool(configuration.recognition, engine: engine, log: logger)
        watch = ContentWatch(configuration, content: content, recognition: recognition, log: logger)
    }

    static let calendar = "calendar: office\ntime-zone: Europe/Paris\nhours:\n  weekdays: [\"08:00-18:00\"]\n"

    static func flow(_ reason: String = "one", name: String = "f") -> String {
        "flow: \(name)\nlanguage: fr-FR\nstart: bye\nsteps:\n  bye:\n    hangup: \(reason)\n"
    }

    /// Plays a prompt and asks the calendar.
    static let speaking = """
        flow: f
        language: fr-FR
        start: hello
        steps:
          hello: { play: bonjour, next: hours }
          hours: { hours: office, open: end, closed: end, holiday: end }

        """

    static func running(_ other: String) -> String {
        "flow: f\nlanguage: fr-FR\nstart: other\nsteps:\n  other:\n    run: { flow: \(other) }\n    next: end\n"
    }

    func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: folder.file(name)) }

    func reason(_ flow: FlowName = "f") -> String? {
        guard case .hangup(let hangup)? = catalog.current.flows[flow]?.steps["bye"]?.verb else { return nil }
        return "\(hangup)"
    }

    /// How long a prompt is [s].
    func length(_ prompt: String) -> Int? {
        catalog.current.prompts[ClipID(language: "fr-FR", name: prompt)].map { $0.sampleCount / 8000 }
    }
}

@Suite struct `Changing flows` {
    @Test func `a changed flow replaces the old one, a broken edit does not`() async throws {
        let place = try await WatchedFolder(["f": WatchedFolder.flow("one")])
        #expect(place.reason()?.contains("one") == true)
        try place.folder.write(WatchedFolder.flow("two"), to: "Flows/f.yaml")
        await place.watch.look()
        #expect(place.reason()?.contains("two") == true)
        for broken in ["flow: f\nlanguage: fr-FR\nstart: nowhere\nsteps: {}\n", "flow: ["] {
            try place.folder.write(broken, to: "Flows/f.yaml")
            await place.watch.look()
            #expect(place.reason()?.contains("two") == true)
            #expect(place.log.text.contains("flow not replaced"))
            #expect(place.catalog.current.strays.isEmpty)
        }
        try place.folder.write(WatchedFolder.flow("three"), to: "Flows/f.yaml")
        await place.watch.look()
        #expect(place.reason()?.contains("three") == true)
    }

    @Test func `a language that no flow has listened in before has recognisers as soon as one does`() async throws {
        let place = try await WatchedFolder(["f": WatchedFolder.flow()])
        try ToneRecording().write(to: place.folder.file("Prompts/en-US/ask.wav"))
        try place.folder.write(SpokenFlow.text(), to: "Flows/f.yaml")
        #expect(!place.recognition.hears(["en-US"]))
        await place.watch.look()
        #expect(place.catalog.current.flows["f"]?.listeningLanguages == ["en-US"], "\(place.log.text)")
        #expect(place.recognition.hears(["en-US"]) && !place.recognition.hears(["zh-CN"]))
        #expect(place.recognition.nodes.reduce(0) { $0 + $1.statistics.recognizers } >= 8)
        await place.recognition.stop()
    }

    @Test func `a flow in another file is the same flow`() async throws {
        let place = try await WatchedFolder(["f": WatchedFolder.flow("one")])
        try place.remove("Flows/f.yaml")
        try place.folder.write(WatchedFolder.flow("two"), to: "Flows/g.yaml")
        await place.watch.look()
        #expect(place.reason()?.contains("two") == true)
        #expect(place.catalog.current.strays.isEmpty)
    }

    @Test func `a flow without a file goes on as long as a route leads to it, and the log names the route`() async throws {
        let place = try await WatchedFolder(["f": WatchedFolder.flow(), "spare": WatchedFolder.flow(name: "spare")])
        try place.remove("Flows/f.yaml")
        try place.remove("Flows/spare.yaml")
        await place.watch.look()
        #expect(place.reason() != nil)
        #expect(place.reason("spare") == nil)
        #expect(place.catalog.current.strays == [StrayRoute(route: "7000", flow: "f")])
        #expect(place.log.text.contains("warning a route leads to a flow that is in no file any more"))
        #expect(place.log.text.contains("route=7000"))
        try place.folder.write(WatchedFolder.flow("two"), to: "Flows/f.yaml")
        await place.watch.look()
        #expect(place.catalog.current.strays.isEmpty)
        #expect(place.reason()?.contains("two") == true)
    }

    @Test func `and so does one that such a flow runs`() async throws {
        let flows = ["f": WatchedFolder.running("other"), "other": WatchedFolder.flow(name: "other")]
        let place = try await WatchedFolder(flows, routes: ["f", "other", "f"])
        try place.remove("Flows/other.yaml")
        await place.watch.look()
        #expect(place.reason("other") != nil)
        #expect(place.catalog.current.flows["f"] != nil)
        #expect(place.catalog.current.strays.map(\.route).sorted() == ["7000", "7001", "7002"])
    }

    @Test func `two files with one flow name are a mistake of the second`() throws {
        let folder = try TemporaryFolder()
        try folder.write(WatchedFolder.flow("one"), to: "Flows/a.yaml")
        try folder.write(WatchedFolder.flow("two"), to: "Flows/b.yaml")
        let files = FlowFolder(folder.file("Flows"), context: FlowCatalogContext()).files
        #expect(files[0].result.flow != nil)
        #expect(files[1].result.flow == nil)
        #expect(files[1].result.diagnostics.contains { $0.rule == "flow-twice" })
    }
}

@Suite struct `Changing prompts and calendars` {
    @Test func `a changed recording is what the next call hears`() async throws {
        let place = try await WatchedFolder(["f": WatchedFolder.speaking])
        #expect(place.length("bonjour") == 1)
        let begun = place.catalog.flow("f")
        try ToneRecording(seconds: 2).write(to: place.folder.file("Prompts/fr-FR/bonjour.wav"))
        await place.watch.look()
        #expect(place.length("bonjour") == 2)
        #expect(begun?.version.prompts[ClipID(language: "fr-FR", name: "bonjour")]?.sampleCount == 8000)
    }

    @Test func `a new prompt makes the flow right that was saved before it`() async throws {
        let place = try await WatchedFolder(["f": WatchedFolder.speaking])
        let changed = WatchedFolder.speaking.replacingOccurrences(of: "bonjour", with: "salut")
        try place.folder.write(changed.replacingOccurrences(of: "hello", with: "again"), to: "Flows/f.yaml")
        await place.watch.look()
        #expect(place.log.text.contains("flow not replaced"))
        try ToneRecording(seconds: 2).write(to: place.folder.file("Prompts/fr-FR/salut.wav"))
        await place.watch.look()
        #expect(place.length("salut") == 2)
        #expect(place.catalog.current.flows["f"]?.start == "again")
        #expect(place.log.text.contains("flow loaded"))
    }

    /// An edit with which the server must not go on, and what the log says of it.
    struct Edit: Sendable, CustomTestStringConvertible {
        var file: String
        /// Nil: the file is removed.
        var text: String?
        var words: String
        var testDescription: String { "\(file): \(words)" }
    }

    @Test(arguments: [
        Edit(file: "Prompts/fr-FR/bonjour.wav", text: nil, words: "there is no prompt `bonjour`"),
        Edit(file: "Prompts/fr-FR/bonjour.wav", text: "no sound", words: "prompts are missing"),
        Edit(file: "Prompts/fr-FR/prompts.yaml", text: "language: fr-FR\nprompts: { x: { sond: beep } }\n", words: "sond"),
        Edit(file: "Calendars/office.yaml", text: nil, words: "there is no calendar `office`"),
        Edit(file: "Calendars/office.yaml", text: "calendar: office\nhours: { weekdays: 8-25 }\n", words: "a file has mistakes"),
    ]) func `what a flow cannot go on with is not taken, and the log says why`(_ edit: Edit) async throws {
        let place = try await WatchedFolder(["f": WatchedFolder.speaking])
        if let text = edit.text {
            try place.folder.write(text, to: edit.file)
        } else {
            try place.remove(edit.file)
        }
        await place.watch.look()
        #expect(place.log.text.contains("prompts and calendars not replaced"), "\(place.log.text)")
        #expect(place.log.text.contains(edit.words), "\(place.log.text)")
        #expect(place.length("bonjour") == 1)
        #expect(place.catalog.current.calendars["office"] != nil)
        #expect(place.catalog.current.promptNames["fr-FR"]?.contains("bonjour") == true)
        // Flows change all the same.
        try place.folder.write(WatchedFolder.speaking.replacingOccurrences(of: "hello", with: "salut"), to: "Flows/f.yaml")
        await place.watch.look()
        #expect(place.catalog.current.flows["f"]?.start == "salut")
    }

    @Test func `a prompt is renamed and then the flow that plays it, and nobody waits for more`() async throws {
        let place = try await WatchedFolder(["f": WatchedFolder.speaking])
        try place.remove("Prompts/fr-FR/bonjour.wav")
        try ToneRecording(seconds: 2).write(to: place.folder.file("Prompts/fr-FR/salut.wav"))
        await place.watch.look()
        #expect(place.length("bonjour") == 1)
        #expect(place.length("salut") == nil)
        try place.folder.write(WatchedFolder.speaking.replacingOccurrences(of: "bonjour", with: "salut"), to: "Flows/f.yaml")
        await place.watch.look()
        #expect(place.length("bonjour") == nil)
        #expect(place.length("salut") == 2)
        #expect(place.log.text.hasSuffix("flow loaded file=\(place.folder.file("Flows/f.yaml")) flow=f\n"))
    }

    @Test func `a calendar's new hours hold for the next call`() async throws {
        let place = try await WatchedFolder(["f": WatchedFolder.speaking])
        let before = "\(place.catalog.current.calendars["office"], default: "none")"
        try place.folder.write(WatchedFolder.calendar.replacingOccurrences(of: "18:00", with: "20:00"), to: "Calendars/office.yaml")
        await place.watch.look()
        let after = "\(place.catalog.current.calendars["office"], default: "none")"
        #expect(after != "none" && after != before)
        #expect(place.log.text.contains("prompts and calendars loaded"))
    }

    @Test func `what has not changed is not read again`() async throws {
        let place = try await WatchedFolder(["f": WatchedFolder.speaking])
        await place.watch.look()
        #expect(place.log.text.isEmpty)
    }
}
