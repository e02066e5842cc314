import ArgumentParser

/// The command: every tool of Hotline is a subcommand of it.
@main struct Hotline: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hotline", abstract: "An IVR and speech-recognition media server.",
        subcommands: [
            ServeCommand.self, CallCommand.self, CheckCommand.self, SchemaCommand.self, PromptsCommand.self, DTMFCommand.self,
            RecognizeCommand.self, TranscribeCommand.self, QueueTool.self, AgentTool.self, RecordsCommand.self, DemoServiceCommand.self,
        ])
}
