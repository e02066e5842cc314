import ArgumentParser
import Server

/// `hotline queue list`: the queues of the running server.
struct QueueListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Show the queues of the running server: who waits, who works.",
        discussion: """
              hotline queue list
              hotline queue list --json
            """)

    @OptionGroup var control: ControlOptions

    func run() throws {
        control.show(try control.ask(ControlRequest(.listQueues))) { Self.lines($0.queues ?? []) }
    }

    /// Queues as lines.
    static func lines(_ queues: [ControlAnswer.Queue]) -> [String] {
        guard !queues.isEmpty else { return ["the configuration has no queues"] }
        var columns = TextColumns("QUEUE", "HOURS", "WAITING", "LONGEST", "AGENTS", "ANSWERED", "GAVE UP", "IN TIME")
        for queue in queues {
            columns.add(
                queue.name, queue.hours, "\(queue.waiting)", queue.longest.map { spoken(seconds: $0) } ?? "-",
                "\(queue.working) of \(queue.loggedIn)", "\(queue.answered)", "\(queue.abandoned)",
                queue.serviceLevel.map { "\(Int(($0 * 100).rounded())) %" } ?? "-")
        }
        return columns.lines
    }
}

/// `hotline queue show NAME`: who waits in a queue, and why.
struct QueueShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show who waits in a queue, why no agent has him, and what its agents do.",
        discussion: """
              hotline queue show dispatch
              hotline queue show dispatch --json
            """)

    @Argument(help: "The queue.") var name: String
    @OptionGroup var control: ControlOptions

    func run() throws {
        control.show(try control.ask(ControlRequest(.showQueue, queue: name))) { answer in
            QueueListCommand.lines(answer.queues ?? []) + [""] + (answer.waiting ?? []).flatMap(Self.lines)
                + (answer.waiting?.isEmpty == false ? [""] : []) + AgentTool.lines(answer.agents ?? [])
        }
    }

    /// One caller, and why he waits.
    private static func lines(_ caller: ControlAnswer.Caller) -> [String] {
        let place = caller.position.map { "\($0)." } ?? "-"
        var words = "\(place) ticket \(caller.ticket)"
        if let number = caller.number { words += ", \(number)" }
        words += ", \(caller.state) for \(spoken(seconds: caller.waited))"
        if caller.headStart > 0 { words += ", counts as \(spoken(seconds: caller.headStart)) more" }
        if let expected = caller.expected, expected.count == 2 {
            words += ", \(spoken(seconds: expected[0])) to \(spoken(seconds: expected[1])) to go"
        }
        let demands = caller.demands.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        if !demands.isEmpty { words += ", needs \(demands.joined(separator: ", "))" }
        return [words] + caller.why.map { "     \($0)" }
    }
}
