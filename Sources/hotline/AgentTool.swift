import ArgumentParser
import Diagnostics
import Server

/// `hotline agent`: who is at work on the running server.
struct AgentTool: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "agent", abstract: "See who is at work on the running server, and change it.",
        discussion: """
            The server is asked over the local socket that `control` of its configuration names.

              hotline agent list
              hotline agent pause ana --reason lunch
              hotline agent resume ana
              hotline agent wrap-up ana --more 30s
              hotline agent listen ana --as eve
              hotline agent list --json --socket /run/hotline/control
            """,
        subcommands: [
            AgentListCommand.self, AgentLogInCommand.self, AgentLogOutCommand.self, AgentPauseCommand.self, AgentResumeCommand.self,
            AgentWrapUpCommand.self, AgentListenCommand.self, AgentWhisperCommand.self, AgentBargeCommand.self,
        ])

    /// Agents as lines.
    static func lines(_ agents: [ControlAnswer.Agent]) -> [String] {
        guard !agents.isEmpty else { return ["the configuration has no agents"] }
        var columns = TextColumns("AGENT", "STATE", "FOR", "LEFT", "CALLS", "QUEUES", "SKILLS")
        for agent in agents {
            let skills = agent.skills.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
            let state = agent.ticket.map { "\(agent.state) (ticket \($0))" } ?? agent.state
            columns.add(
                agent.name, state, spoken(seconds: agent.since), agent.left.map { spoken(seconds: $0) } ?? "-", "\(agent.calls)",
                agent.queues.joined(separator: ", "), skills.isEmpty ? "-" : skills)
        }
        return columns.lines
    }
}

/// `hotline agent list`.
struct AgentListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Show every agent, what she does, and for how long.")

    @OptionGroup var control: ControlOptions

    func run() throws {
        control.show(try control.ask(ControlRequest(.listAgents))) { AgentTool.lines($0.agents ?? []) }
    }
}

/// What all orders to one agent have in common.
protocol AgentOrder: ParsableCommand {
    var name: String { get }
    var control: ControlOptions { get }
    /// What is asked of the server.
    func request() throws -> ControlRequest
}

extension AgentOrder {
    func run() throws {
        control.show(try control.ask(try request())) { [$0.done ?? "done"] }
    }
}

/// `hotline agent login NAME`.
struct AgentLogInCommand: AgentOrder {
    static let configuration = CommandConfiguration(commandName: "login", abstract: "An agent comes to work: she is offered callers.")

    @Argument(help: "The agent.") var name: String
    @OptionGroup var control: ControlOptions

    func request() -> ControlRequest { ControlRequest(.logIn, agent: name) }
}

/// `hotline agent logout NAME`.
struct AgentLogOutCommand: AgentOrder {
    static let configuration = CommandConfiguration(
        commandName: "logout", abstract: "An agent goes home: ringing ends at once, a talk is finished first.",
        discussion: "She stays out until she logs in by this command, whatever her phone does.")

    @Argument(help: "The agent.") var name: String
    @OptionGroup var control: ControlOptions

    func request() -> ControlRequest { ControlRequest(.logOut, agent: name) }
}

/// `hotline agent pause NAME`.
struct AgentPauseCommand: AgentOrder {
    static let configuration = CommandConfiguration(
        commandName: "pause", abstract: "An agent takes a break: ringing ends at once, a talk and its wrap-up are finished first.",
        discussion: "  hotline agent pause ana --reason lunch")

    @Argument(help: "The agent.") var name: String
    @Option(help: "Why.") var reason = "break"
    @OptionGroup var control: ControlOptions

    func request() -> ControlRequest { ControlRequest(.pause, agent: name, reason: reason) }
}

/// `hotline agent resume NAME`.
struct AgentResumeCommand: AgentOrder {
    static let configuration = CommandConfiguration(commandName: "resume", abstract: "An agent is back from a break.")

    @Argument(help: "The agent.") var name: String
    @OptionGroup var control: ControlOptions

    func request() -> ControlRequest { ControlRequest(.resume, agent: name) }
}

/// `hotline agent wrap-up NAME`.
struct AgentWrapUpCommand: AgentOrder {
    static let configuration = CommandConfiguration(
        commandName: "wrap-up", abstract: "An agent is done with her last call, or needs longer.",
        discussion: """
              hotline agent wrap-up ana               she is done
              hotline agent wrap-up ana --more 30s    she needs half a minute more
            """)

    @Argument(help: "The agent.") var name: String
    @Option(help: "So much more time, such as 30s.") var more: String?
    @OptionGroup var control: ControlOptions

    func request() throws -> ControlRequest {
        let time = try more.map { text in
            guard let length = Milliseconds(text: text), 1...ControlRequest.mostTime ~= length.rawValue else {
                throw ValidationError("--more takes a length of time of at most 4h, such as 30s")
            }
            return length.rawValue
        }
        return ControlRequest(.wrapUp, agent: name, time: time)
    }
}
