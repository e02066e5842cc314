import ArgumentParser
import Foundation
import PocketSphinx
import Recognition
import Server

/// `hotline serve`: answers calls.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Answer calls.",
        discussion: """
            A first SIGTERM or SIGINT drains: no new calls, running ones finish. A second one ends them.
            docs/configuration.md describes the configuration file, docs/operations.md running a server.
            """)

    @Option(name: .shortAndLong, help: "The configuration file; without one the shipped default holds, which trusts nobody.")
    var config: String?

    @Flag(help: "Read configuration, flows and prompts, say what is wrong, and stop.")
    var check = false

    @Flag(help: "Print the nodes of the process and what travels between them, and stop.")
    var graph = false

    @Flag(help: "Start the example service that the demonstration's flows ask, too.")
    var demoService = false

    func run() async throws {
        if graph {
            print(MediaGraph.rendered)
            return
        }
        ServerProcess.keepHeapSmall()
        let configuration = try ConfigurationFile.load(config)
        let speech = configuration.recognition.isOn ? Self.speech(models: configuration.paths.models) : nil
        let content = await ServerContent.load(configuration, speech: speech, progress: PromptProgress.show)
        for line in content.report { StandardError.show(line) }
        for line in MissingModels(content.listeningLanguages, folder: configuration.paths.models).remarks { StandardError.show(line) }
        if let obstacle = content.obstacle(to: configuration) { throw CommandFailure("cannot serve: \(obstacle)") }
        if check {
            print("\(configuration.routes.count) routes and \(content.flowNames.count) flows are valid")
            print("speech: \(speech?.summary(of: content.listeningLanguages) ?? "off: flows run on keys")")
            if let speech { print("voices: \(speech.voices)") }
            return
        }
        do {
            try await ServerProcess(configuration: configuration, content: content, hasDemoService: demoService).run()
        } catch {
            throw CommandFailure("cannot serve: \(error)")
        }
    }

    /// What callers are heard with; a file that cannot be read is told of, and calls are heard without it.
    private static func speech(models folder: String) -> SpeechModels {
        let voice = ModelLibrary(environment: ProcessInfo.processInfo.environment, folder: folder).voice
        if let warning = voice.warning { StandardError.show("warning: \(warning)") }
        return SpeechModels(.pocketSphinx(models: folder), voice: voice.network)
    }
}
