import Diagnostics
import Queueing

/// What the command is answered.
extension Switchboard {
    /// Follows a request, or says why not.
    func answer(_ request: ControlRequest) -> ControlAnswer {
        switch request.command {
        case .listAgents: ControlAnswer(agents: floor.agentIDs.compactMap { describe($0) })
        case .listQueues: ControlAnswer(queues: floor.queueIDs.compactMap { describe($0) })
        case .showQueue: show(QueueID(request.queue ?? ""))
        case .logIn, .logOut, .pause, .resume, .wrapUp: order(request, AgentID(request.agent ?? ""))
        case .listen, .whisper, .barge: supervise(request)
        }
    }

    private func order(_ request: ControlRequest, _ agent: AgentID) -> ControlAnswer {
        if let stranger = stranger(agent) { return stranger }
        let events = order(Self.command(request, agent))
        if events.contains(where: { if case .rejected = $0.kind { true } else { false } }) {
            return .failure("\(agent) \(Self.objection(to: request.command)): \(floor.agent(agent)?.state.name ?? "not at work")")
        }
        var answer = ControlAnswer(done: "\(agent): \(floor.agent(agent)?.state.name ?? "not at work")")
        answer.agents = describe(agent).map { [$0] }
        return answer
    }

    /// What is said of a name that is no agent's; nil when it is one.
    func stranger(_ agent: AgentID) -> ControlAnswer? {
        guard floor.agent(agent)?.isOnRoster != true else { return nil }
        let names = floor.agentIDs.map(\.rawValue)
        let question = Suggestion.question(for: agent.rawValue, in: names)
        return .failure("there is no agent `\(agent)`\(question.isEmpty ? Self.listed(names, "agents") : question)")
    }

    private static func command(_ request: ControlRequest, _ agent: AgentID) -> QueueCommand {
        switch request.command {
        case .logIn: .logIn(agent)
        case .logOut: .logOut(agent)
        case .resume: .resume(agent)
        case .pause: .pause(agent, BreakReason(request.reason ?? "break"))
        case .wrapUp: request.time.map { .extendWrapUp(agent, by: Milliseconds(rawValue: $0)) } ?? .finishWrapUp(agent)
        case .listAgents, .listQueues, .showQueue, .listen, .whisper, .barge: .tick
        }
    }

    private static func objection(to command: ControlRequest.Command) -> String {
        switch command {
        case .logIn: "is at work already"
        case .logOut: "is not at work"
        case .pause: "cannot take a break"
        case .resume: "is not on a break"
        default: "is not in wrap-up"
        }
    }

    private static func listed(_ names: [String], _ what: String) -> String {
        names.isEmpty ? "; the configuration has no \(what)" : "; there are \(names.prefix(20).joined(separator: ", "))"
    }

    private func show(_ queue: QueueID) -> ControlAnswer {
        guard let described = describe(queue) else {
            let names = floor.queueIDs.map(\.rawValue)
            let question = Suggestion.question(for: queue.rawValue, in: names)
            return .failure("there is no queue `\(queue)`\(question.isEmpty ? Self.listed(names, "queues") : question)")
        }
        let tickets = floor.tickets.values.filter { $0.queue == queue && !$0.isEngaged }
        let ordered = tickets.sorted { ($0.virtualStart, $0.request.id) < ($1.virtualStart, $1.request.id) }
        let agents = floor.agentIDs.filter { floor.agent($0)?.plan.queues.contains(queue) == true }
        return ControlAnswer(agents: agents.compactMap { describe($0) }, queues: [described], waiting: ordered.map { describe($0) })
    }
}

// MARK: in words and numbers

extension Switchboard {
    private func describe(_ id: AgentID) -> ControlAnswer.Agent? {
        guard let agent = floor.agent(id), agent.isOnRoster else { return nil }
        var ticket: TicketID?
        var until: QueueInstant?
        switch agent.state {
        case .offered(let id), .connecting(let id), .talking(let id): ticket = id
        case .wrapUp(_, let end), .resting(let end): until = end
        case .available, .busy, .onBreak, .loggedOut: break
        }
        let now = clock.now
        return ControlAnswer.Agent(
            name: id.rawValue, state: agent.state.name, since: (now - agent.since).wholeSeconds,
            left: until.map { max(0, ($0 - now).wholeSeconds) }, ticket: ticket?.rawValue, queues: agent.plan.queues.map(\.rawValue),
            skills: Dictionary(agent.plan.skills.map { ($0.skill.rawValue, $0.level) }) { first, _ in first }, calls: agent.calls)
    }

    private func describe(_ id: QueueID) -> ControlAnswer.Queue? {
        guard let queue = floor.queue(id), queue.isOpenForPlan else { return nil }
        let now = clock.now
        let longest = floor.tickets.values.lazy.filter { $0.queue == id && !$0.isEngaged }.map { now - $0.joinedAt }.max()
        let ledger = queue.ledger
        return ControlAnswer.Queue(
            name: id.rawValue, hours: "\(queue.hours)", waiting: queue.length, longest: longest?.wholeSeconds, loggedIn: queue.loggedIn,
            working: queue.working, answered: ledger.answered, abandoned: ledger.abandoned, serviceLevel: ledger.serviceLevel)
    }

    private func describe(_ ticket: Ticket) -> ControlAnswer.Caller {
        let id = ticket.request.id
        let context = context(of: id)
        let explained = floor.explain(id, at: clock.now)
        let demands = explained?.demands ?? ticket.request.demands
        return ControlAnswer.Caller(
            ticket: id.rawValue, call: context?.call, number: context.flatMap { $0.number.isEmpty ? nil : $0.number },
            state: ticket.isCallback ? "callback, \(ticket.stage.name)" : ticket.stage.name, position: explained?.position,
            waited: explained?.waited.wholeSeconds ?? 0, headStart: explained?.headStart.wholeSeconds ?? 0,
            expected: explained?.estimate.map { [$0.low.wholeSeconds, $0.high.wholeSeconds] },
            demands: Dictionary(demands.map { ($0.skill.rawValue, $0.level) }) { max($0, $1) },
            why: explained?.agents.map(\.description) ?? [])
    }
}

extension Ticket.Stage {
    fileprivate var name: String {
        switch self {
        case .waiting: "waiting"
        case .parked: "parked"
        case .offered: "offered"
        case .connecting: "connecting"
        case .talking: "talking"
        }
    }
}

extension Milliseconds {
    fileprivate var wholeSeconds: Int { rawValue / 1000 }
}
