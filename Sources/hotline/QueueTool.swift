import ArgumentParser

/// `hotline queue`: tools about queues and the agents who serve them.
struct QueueTool: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "queue", abstract: "Look at the queues of the running server, or ask what they would do.",
        subcommands: [QueueListCommand.self, QueueShowCommand.self, QueueSimulateCommand.self])
}
