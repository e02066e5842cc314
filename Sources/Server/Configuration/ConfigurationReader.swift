import Audio
import CallEngine
import Diagnostics
import Foundation
import IVR
import Recognition
import SIP

/// Reads the configuration file; every mistake in it is found in one reading.
struct ConfigurationReader {
    var configuration = Configuration()
    var findings: Findings
    let map: MappingReader
    /// What relative paths are relative to.
    private let folder: String

    /// The configuration that a text describes, or what is wrong with it.
    ///
    /// - Parameter path: the file's own path, for findings and as the base of relative paths.
    static func read(_ text: String, path: String) -> (configuration: Configuration?, diagnostics: [Diagnostic], source: SourceText) {
        switch SourceTree.parse(text, path: path) {
        case .failure(let diagnostic):
            return (nil, [diagnostic], SourceText(text, path: path))
        case .success(let tree):
            var findings = Findings(for: tree)
            guard let root = tree.root else { return (Configuration(), [], tree.source) }
            guard let map = MappingReader(root, Configuration.keys, &findings) else { return (nil, findings.diagnostics, tree.source) }
            var reader = ConfigurationReader(map: map, findings: findings, path: path)
            reader.readAll()
            reader.findings.reportUnread(in: tree)
            let diagnostics = reader.findings.diagnostics.inReadingOrder()
            return (diagnostics.hasErrors ? nil : reader.configuration, diagnostics, tree.source)
        }
    }

    private init(map: MappingReader, findings: Findings, path: String) {
        self.map = map
        self.findings = findings
        folder = URL(fileURLWithPath: path).deletingLastPathComponent().relativePath
        configuration.paths = configuration.paths.resolved(resolve)
    }

    private mutating func readAll() {
        readNetwork()
        readTrunks()
        readRoutes()
        readQueues()
        readRegistrar()
        readAgents()
        checkSkills()
        readTargets()
        if let headers = texts(map, "headers") { configuration.headers = headers.map { $0.value.lowercased() } }
        readPaths()
        readKeep()
        readCallRecording()
        readVoices()
        readTranscription()
        readMedia()
        readRecognition()
        readLog()
        readMetrics()
        configuration.sealingKey = secret(map, "sealing-key")
        configuration.control = map.text("control", &findings).map { resolve($0.value) }
    }

    /// A path as it is from here.
    func resolve(_ path: String) -> String {
        path.hasPrefix("/") || folder == "." || folder.isEmpty ? path : folder + "/" + path
    }

    private mutating func readPaths() {
        let places: [(String, WritableKeyPath<Configuration.Paths, String>)] = [
            ("flows", \.flows), ("prompts", \.prompts), ("calendars", \.calendars), ("models", \.models), ("cache", \.cache),
            ("database", \.database), ("recordings", \.recordings),
        ]
        for (key, place) in places {
            if let path = map.text(key, &findings) { configuration.paths[keyPath: place] = resolve(path.value) }
        }
        configuration.paths.records = map.text("records", &findings).map { resolve($0.value) }
    }

    private mutating func readMedia() {
        guard let media = map.mapping("media", &findings) else { return }
        func samples(_ key: String, _ findings: inout Findings) -> MediaTime? {
            media.duration(key, &findings).map { MediaTime.milliseconds($0.value.rawValue) }
        }
        var options = configuration.media.options
        options.greetingGuard = samples("greeting-guard", &findings) ?? options.greetingGuard
        options.mediaTimeout = samples("timeout", &findings) ?? options.mediaTimeout
        options.maximumLength = samples("longest-call", &findings) ?? options.maximumLength
        options.detectsTones = media.boolean("tones", &findings)?.value ?? options.detectsTones
        options.keyProfile = media.choice("key-profile", &findings).flatMap { DTMFProfile.named($0.value) } ?? options.keyProfile
        options.agentCodes = agentCodes(media)
        configuration.media.options = options
        configuration.media.threads = media.integer("threads", &findings)?.value
        configuration.media.calls = media.integer("calls", &findings)?.value ?? configuration.media.calls
        configuration.media.load = media.decimal("load", &findings)?.value ?? configuration.media.load
        configuration.media.realTime = media.boolean("real-time", &findings)?.value ?? configuration.media.realTime
    }

    private mutating func agentCodes(_ media: MappingReader) -> AgentCodes? {
        guard let map = media.mapping("agent-codes", &findings) else { return nil }
        let hold = map.text("hold", &findings)
        let transfer = map.text("transfer", &findings)
        let consult = map.text("consult", &findings)
        guard let hold, let transfer else { return nil }
        guard let codes = AgentCodes(hold: hold.value, transfer: transfer.value, consult: consult?.value) else {
            let hint = "a code is * or # with one to three keys behind it, in quotes, and none begins like another"
            let message = "these are no \(consult == nil ? "two" : "three") codes"
            findings.add(Diagnostic(at: transfer.range, message, hint: hint, rule: "wrong-type"))
            return nil
        }
        return codes
    }

    private mutating func readRecognition() {
        guard let map = map.mapping("recognition", &findings) else { return }
        var recognition = configuration.recognition
        recognition.isOn = map.boolean("enabled", &findings)?.value ?? recognition.isOn
        recognition.threads = map.integer("threads", &findings)?.value
        recognition.recognizers = map.integer("recognizers", &findings)?.value ?? recognition.recognizers
        recognition.answerDelay = map.duration("answer-delay", &findings)?.value.rawValue ?? recognition.answerDelay
        configuration.recognition = recognition
        if let limit = map.decimal("noisy-below", &findings)?.value { configuration.media.options.noisyBelow = Decibels(limit) }
    }

    private mutating func readLog() {
        guard let log = map.mapping("log", &findings) else { return }
        configuration.log.level = log.choice("level", &findings)?.value ?? configuration.log.level
        let format = log.choice("format", &findings).flatMap { Configuration.Log.Format(rawValue: $0.value) }
        configuration.log.format = format ?? configuration.log.format
    }

    /// The texts of a list.
    mutating func texts(_ map: MappingReader, _ key: String) -> [Located<String>]? {
        map.list(key, &findings)?.compactMap { findings.text($0) }
    }

    /// A numeric address with a port; without one, the default.
    mutating func address(_ text: Located<String>, defaultPort: Int) -> Configuration.Address? {
        if let address = Configuration.Address(text.value, defaultPort: defaultPort) { return address }
        let hint = "an address is numeric: 192.0.2.1:5060, [2001:db8::1]:5060"
        findings.add(Diagnostic(at: text.range, "`\(text.value)` is no address", hint: hint, rule: "configuration-address"))
        return nil
    }
}

extension Configuration.Paths {
    /// The same paths, each as `resolve` turns it.
    func resolved(_ resolve: (String) -> String) -> Configuration.Paths {
        var paths = self
        for place in [\Self.flows, \.prompts, \.calendars, \.models, \.cache, \.database, \.recordings] {
            paths[keyPath: place] = resolve(paths[keyPath: place])
        }
        return paths
    }
}

extension Configuration {
    /// The configuration that a text describes, or nil; and what is wrong with it, each finding with its line and a caret.
    public static func read(_ text: String, path: String) -> (configuration: Configuration?, findings: [String]) {
        let (configuration, diagnostics, source) = ConfigurationReader.read(text, path: path)
        return (configuration, diagnostics.rendered(in: source))
    }
}
