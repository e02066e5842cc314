import ArgumentParser
import Server

/// What the commands of supervisors have in common: the agent whose talk it is, and who hears it.
protocol AgentSupervision: AgentOrder {
    /// The supervisor.
    var supervisor: String { get }
    /// How she takes part.
    static var command: ControlRequest.Command { get }
}

extension AgentSupervision {
    func request() -> ControlRequest { ControlRequest(Self.command, agent: name, supervisor: supervisor) }
}

/// `hotline agent listen NAME --as SUPERVISOR`.
struct AgentListenCommand: AgentSupervision {
    static let configuration = CommandConfiguration(
        commandName: "listen", abstract: "Have a supervisor hear an agent's talk; nobody hears her.",
        discussion: """
            Her phone rings, and she is in the talk when she answers. In it 1, 2 and 3 on her keypad are listen, whisper and barge, as these
            commands are once more. She hangs up to leave.

              hotline agent listen ana --as eve
            """)
    static let command = ControlRequest.Command.listen

    @Argument(help: "The agent.") var name: String
    @Option(name: .customLong("as"), help: "The supervisor, an agent of the configuration with `supervises`.") var supervisor: String
    @OptionGroup var control: ControlOptions
}

/// `hotline agent whisper NAME --as SUPERVISOR`.
struct AgentWhisperCommand: AgentSupervision {
    static let configuration = CommandConfiguration(
        commandName: "whisper", abstract: "Have a supervisor hear an agent's talk; the agent alone hears her.")
    static let command = ControlRequest.Command.whisper

    @Argument(help: "The agent.") var name: String
    @Option(name: .customLong("as"), help: "The supervisor, an agent of the configuration with `supervises`.") var supervisor: String
    @OptionGroup var control: ControlOptions
}

/// `hotline agent barge NAME --as SUPERVISOR`.
struct AgentBargeCommand: AgentSupervision {
    static let configuration = CommandConfiguration(
        commandName: "barge", abstract: "Have a supervisor talk with an agent and the caller.")
    static let command = ControlRequest.Command.barge

    @Argument(help: "The agent.") var name: String
    @Option(name: .customLong("as"), help: "The supervisor, an agent of the configuration with `supervises`.") var supervisor: String
    @OptionGroup var control: ControlOptions
}
