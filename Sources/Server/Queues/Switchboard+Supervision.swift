import CallEngine
import IVR
import Queueing
import SIP

/// Supervisors: somebody at the local socket has a supervisor's telephone rung, who hears an agent's talk and is heard by whom she wants.
extension Switchboard {
    /// How long a supervisor's telephone rings.
    private static let supervisorRing = Duration.seconds(40)

    /// A talk that can be heard.
    private struct Talk {
        var dialog: SIPCallID
        var queue: QueueID
    }

    /// Joins a supervisor with an agent's talk, or changes who hears her.
    func supervise(_ request: ControlRequest) -> ControlAnswer {
        let (agent, supervisor) = (AgentID(request.agent ?? ""), AgentID(request.supervisor ?? ""))
        guard let mode = request.command.supervision else { return .failure("this is about no talk") }
        if let stranger = stranger(agent) ?? stranger(supervisor) { return stranger }
        guard agent != supervisor else { return .failure("\(agent) cannot supervise herself") }
        guard let talk = talk(of: agent) else {
            return .failure("\(agent) talks to no caller of a queue: \(floor.agent(agent)?.state.name ?? "not at work")")
        }
        if let objection = objection(to: supervisor, in: talk.queue) { return .failure(objection) }
        if let guest = lines[talk.dialog]?.onlooker ?? lines[talk.dialog]?.guest {
            return change(guest, to: mode, agent, supervisor, talk)
        }
        if let objection = distraction(of: supervisor) { return .failure(objection) }
        return ring(supervisor, mode, agent, talk)
    }

    private func talk(of agent: AgentID) -> Talk? {
        if case .talking(let ticket) = floor.agent(agent)?.state {
            guard let line = desk.callers[ticket]?.line, let queue = floor.tickets[ticket]?.queue else { return nil }
            return Talk(dialog: line.dialog, queue: queue)
        }
        // A caller who was sent to her has no ticket any more.
        let sent = lines.first { $0.value.partner?.agent == agent && $0.value.partner?.isAnswered == true }
        guard let sent, let queue = sent.value.waiter?.line?.request.queue else { return nil }
        return Talk(dialog: sent.key, queue: QueueID("\(queue)"))
    }

    /// Why somebody may not supervise the talks of a queue.
    private func objection(to supervisor: AgentID, in queue: QueueID) -> String? {
        let queues = environment.configuration.agents[supervisor]?.supervises ?? []
        guard !queues.contains(queue) else { return nil }
        let named = queues.map(\.rawValue).joined(separator: ", ")
        let others = queues.isEmpty ? "the configuration has no `supervises` for her" : "her `supervises` is \(named)"
        return "\(supervisor) may not supervise talks of `\(queue)`: \(others)"
    }

    /// Why a supervisor cannot be rung now.
    private func distraction(of supervisor: AgentID) -> String? {
        switch floor.agent(supervisor)?.state {
        case .offered, .connecting, .talking, .busy: "\(supervisor) is busy: \(floor.agent(supervisor)?.state.name ?? "")"
        default: nil
        }
    }

    private func change(
        _ guest: GuestParty, to mode: GuestMode, _ agent: AgentID, _ supervisor: AgentID, _ talk: Talk
    ) -> ControlAnswer {
        guard case .supervisor(let name, _) = guest.id else { return .failure("\(agent) has somebody else in the talk, whom she asks") }
        guard name == supervisor.rawValue else { return .failure("\(name) supervises \(agent) already") }
        if lines[talk.dialog]?.onlooker == nil { lines[talk.dialog]?.guest?.mode = mode }
        guard guest.answered != nil else { return ControlAnswer(done: "\(supervisor)'s phone rings; \(mode.words(agent))") }
        input(.guest(.changed(mode), guest.id), to: talk.dialog)
        return ControlAnswer(done: "\(supervisor) \(mode.words(agent))")
    }

    private func ring(_ supervisor: AgentID, _ mode: GuestMode, _ agent: AgentID, _ talk: Talk) -> ControlAnswer {
        guard let line = lines[talk.dialog], line.place != nil, line.transfer == nil else {
            return .failure("\(agent)'s caller is on the way to somebody else")
        }
        let ways = ways(to: supervisor, showing: agent.rawValue, "")
        guard !ways.isEmpty else { return .failure("\(supervisor) has no phone that could ring") }
        let headers = [
            SIPHeaderLine("X-Hotline-Call", line.id), SIPHeaderLine("X-Hotline-queue", talk.queue.rawValue),
            SIPHeaderLine("X-Hotline-agent", agent.rawValue), SIPHeaderLine("X-Hotline-mode", mode.rawValue),
        ]
        let party = GuestParty(id: .supervisor(supervisor.rawValue, Int(clamping: nextDialled)), mode: mode)
        let law = line.waiter?.line?.law
        guard ring(party, ways, of: supervisor, headers, law: law, for: Self.supervisorRing, talk.dialog) else {
            return .failure("there is no media port left")
        }
        log(talk.dialog).info("a supervisor is called", metadata: ["supervisor": "\(supervisor)", "agent": "\(agent)", "mode": "\(mode)"])
        return ControlAnswer(done: "\(supervisor)'s phone rings; \(mode.words(agent))")
    }
}

extension GuestMode {
    /// `listens to ana`.
    fileprivate func words(_ agent: AgentID) -> String {
        switch self {
        case .listens: "listens to \(agent)"
        case .whispers: "whispers to \(agent)"
        case .talks, .consults, .waits, .overhears: "talks with \(agent) and the caller"
        }
    }
}
