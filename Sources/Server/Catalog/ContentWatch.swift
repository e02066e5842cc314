import Diagnostics
import Dispatch
import IVR
import Logging

/// Looks at the folders of flows, prompts and calendars every second and brings what has changed into the catalog.
///
/// A mistake never replaces a good version: it is logged and the old version goes on answering. Prompts and calendars are replaced all
/// together, and only when every flow that is served can live with the new ones. Calls that run keep the version they began with.
actor ContentWatch {
    private let executor = QueueExecutor(.catalogue)
    private let configuration: Configuration
    private let catalog: Catalog
    private let calendarsChanged: @Sendable () async -> Void
    private let log: Logger
    private var stamp: ContentStamp
    private var surroundings: Surroundings
    private var served: ServedFlows
    /// Whether the folders hold prompts and calendars that were refused: a changed flow may make them right.
    private var isBehind = false
    private var isLooking = false
    private let voices: Voices
    private let speaker: ServerSpeaker?
    private let recognition: RecognitionPool?
    private var isSpeaking = false
    /// So many looks are left before the speech server is asked again.
    private var rest = 0
    private static let quietLooks = 600
    private var timer: (any DispatchSourceTimer)?

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// Watches over folders whose present state is already in the catalog.
    ///
    /// - Parameters:
    ///   - speaker: who asks the speech server; nil when there is none.
    ///   - recognition: what hears callers; nil when nothing does.
    ///   - calendarsChanged: called when the catalog has other calendars.
    init(
        _ configuration: Configuration, content: ServerContent, speaker: ServerSpeaker? = nil, recognition: RecognitionPool? = nil,
        log: Logger, calendarsChanged: @escaping @Sendable () async -> Void = {}
    ) {
        self.configuration = configuration
        self.speaker = speaker
        self.recognition = recognition
        voices = Voices(configuration)
        self.log = log
        catalog = content.catalog
        self.calendarsChanged = calendarsChanged
        surroundings = content.surroundings
        served = content.served
        stamp = content.stamp
    }

    /// Begins to look.
    func start() {
        timer = executor.every(.seconds(1), leeway: .milliseconds(200)) { [weak self] in
            // Nothing, most times: then there is no task either, whose traces would lie about the heap.
            guard let self, assumeIsolated({ $0.hasWork }) else { return }
            Task {
                await self.look()
                await self.askSpeechServer()
            }
        }
    }

    /// Stops looking.
    func stop() {
        timer.take()?.cancel()
    }

    private var hasWork: Bool { speaker != nil || ContentStamp(configuration.paths) != stamp }

    /// Looks once, and reads what has changed.
    func look() async {
        let seen = ContentStamp(configuration.paths)
        // Prompts may have to be spoken: one look at a time.
        guard seen != stamp, !isLooking else { return }
        isLooking = true
        defer { isLooking = false }
        let earlier = stamp
        stamp = seen
        let changed = seen.flows.changed(since: earlier.flows)
        isBehind = isBehind || seen.prompts != earlier.prompts || seen.calendars != earlier.calendars
        if isBehind, let next = readSurroundings(), await bring(next, isNew: true, changed) {
            isBehind = false
        } else {
            _ = await bring(surroundings, isNew: false, changed)
        }
    }

    /// The prompts and calendars as they are now; nil when they have mistakes.
    private func readSurroundings() -> Surroundings? {
        let next = Surroundings(configuration, speech: surroundings.speech)
        for finding in next.prompts.findings { tell(finding.diagnostics, in: finding.source) }
        for finding in next.calendars.findings { log.error("\(finding)") }
        guard !next.prompts.hasMistakes, !next.calendars.hasErrors else {
            log.error("prompts and calendars not replaced: a file has mistakes")
            return nil
        }
        return next
    }

    /// Puts flows and what is around them into the catalog together; false when the surroundings will not do.
    private func bring(_ surroundings: Surroundings, isNew: Bool, _ changed: Set<String>) async -> Bool {
        var (next, served) = (surroundings, served)
        let folder = FlowFolder(configuration.paths.flows, context: next.context)
        served.take(folder, for: configuration.routes)
        let objections = isNew ? served.objections(in: next.context) : []
        guard objections.isEmpty else {
            for objection in objections { log.error("\(objection)") }
            log.error("prompts and calendars not replaced: flows that are served need what is no longer there")
            return false
        }
        let knownProblems = isNew ? 0 : next.prompts.problems.count
        await next.prompts.speak(served.vocabulary, voices)
        for problem in next.prompts.problems.dropFirst(knownProblems) { log.error("\(problem)") }
        guard !isNew || next.prompts.isComplete else {
            log.error("prompts and calendars not replaced: prompts are missing")
            return false
        }
        // A language that no flow has spoken before: its recognisers are there when the first caller is.
        if let speech = next.speech { await recognition?.listen(in: speech.heard(of: served.listeningLanguages)) }
        let before = self.served
        self.surroundings = next
        self.served = served
        rest = 0
        catalog.replace(next.version(served))
        if isNew { await calendarsChanged() }
        // Only now: who reads it may call at once.
        if isNew { log.notice("prompts and calendars loaded", metadata: ["prompts": "\(next.prompts.entries.count { !$0.isVocabulary })"]) }
        tell(folder, changed, before: before, now: served)
        return true
    }

    /// Has the speech server say what programs have said so far. Calls and looks go on meanwhile.
    func askSpeechServer() async {
        rest = max(0, rest - 1)
        guard let speaker, !isSpeaking, rest == 0 else { return }
        let wanted = surroundings.prompts.wanting(voices)
        guard !wanted.isEmpty else {
            rest = Self.quietLooks
            return takeServerVoices()
        }
        isSpeaking = true
        defer { isSpeaking = false }
        let outcome = await speaker.speak(wanted)
        if let problem = outcome.problem {
            rest = Self.quietLooks
            log.warning("the speech server did not speak all prompts: other voices do", metadata: ["reason": "\(problem)"])
        }
        takeServerVoices()
    }

    private func takeServerVoices() {
        let changed = surroundings.prompts.takeServerVoices(voices)
        guard changed > 0 else { return }
        catalog.replace(surroundings.version(served))
        log.notice("prompts of the speech server loaded", metadata: ["clips": "\(changed)"])
    }

    // MARK: the log

    private func tell(_ diagnostics: [Diagnostic], in source: SourceText) {
        let level: Logger.Level = diagnostics.hasErrors ? .error : .warning
        for finding in diagnostics.rendered(in: source) { log.log(level: level, "\(finding)") }
    }

    private func tell(_ folder: FlowFolder, _ changed: Set<String>, before: ServedFlows, now: ServedFlows) {
        // A file may also become right by what it names.
        for file in folder.files where changed.union(before.broken.subtracting(now.broken)).contains(file.path) {
            tell(file.result.diagnostics, in: file.result.source)
            if let flow = file.result.flow {
                log.notice("flow loaded", metadata: ["flow": "\(flow.name)", "file": "\(file.path)"])
            } else {
                log.error("flow not replaced: the file has mistakes", metadata: ["file": "\(file.path)"])
            }
        }
        for gone in before.flows.keys.sorted() where now.flows[gone] == nil { log.notice("flow removed", metadata: ["flow": "\(gone)"]) }
        for stray in now.strays.subtracting(before.strays).sorted(by: { ($0.route, $0.flow) < ($1.route, $1.flow) }) {
            log.warning(
                "a route leads to a flow that is in no file any more: its last version goes on answering until the server stops",
                metadata: ["route": "\(stray.route)", "flow": "\(stray.flow)"])
        }
    }
}

/// What the folders of a server's content looked like at one moment.
struct ContentStamp: Hashable, Sendable {
    /// The flow files, and those beside them that say what can be said.
    let flows: FolderStamp
    /// Prompt catalogues and recordings.
    let prompts: FolderStamp
    /// The calendar files.
    let calendars: FolderStamp

    /// Looks at them.
    init(_ paths: Configuration.Paths) {
        flows = FolderStamp(FlowFolder.paths(in: paths.flows) + FlowFolder.speechPaths(in: paths.flows))
        prompts = FolderStamp(everythingIn: paths.prompts)
        calendars = FolderStamp(FlowFolder.paths(in: paths.calendars))
    }
}
