public import Diagnostics

/// Why a ticket waits, and why each agent does not have it: for supervisors.
public struct TicketExplanation: Hashable, Sendable {
    /// Its position among those who wait in its queue, from 1; nil when it does not wait.
    public let position: Int?
    /// How long it will wait, as far as one can know; nil when it does not wait, or nobody can say.
    public let estimate: WaitEstimate?
    /// How long it has waited.
    public let waited: Milliseconds
    /// So much earlier it counts as come, for its priority and its queue.
    public let headStart: Milliseconds
    /// What it asks of an agent now.
    public let demands: [SkillDemand]
    /// Every agent of the queue, by name.
    public let agents: [Verdict]

    /// One agent and one ticket.
    public struct Verdict: Hashable, Sendable {
        /// Who.
        public let agent: AgentID
        /// Why she does not have it.
        public let obstacle: Obstacle
    }

    /// Why an agent does not have a ticket.
    public enum Obstacle: Hashable, Sendable {
        /// Its phone rings at hers.
        case isOffered
        /// She has it.
        case hasIt
        /// She cannot do what is asked, or not well enough.
        case lacks(OfferReason.Match)
        /// It waits for another agent, whom the caller talked to last.
        case waitsFor(AgentID)
        /// She does something else; until then, if that ends by itself.
        case state(AgentState, for: Milliseconds?)
        /// It is not to be offered now: it is parked, or an agent has it.
        case notOffered
    }
}

extension Floor {
    /// Why a ticket waits; nil when there is none.
    public func explain(_ id: TicketID, at now: QueueInstant) -> TicketExplanation? {
        guard let ticket = tickets[id] else { return nil }
        let demands = demands(of: ticket)
        let members = agents.indices.filter { slot in agents[slot].memberships.contains { $0.queue == ticket.queueSlot } }
        let position = position(of: id)
        return TicketExplanation(
            position: position, estimate: position.flatMap { waitModel(ticket.queueSlot, ahead: $0 - 1).estimate },
            waited: now - ticket.joinedAt, headStart: ticket.joinedAt - ticket.virtualStart, demands: demands,
            agents: members.map { obstacle($0, ticket, demands, at: now) }.sorted { $0.agent < $1.agent })
    }

    private func obstacle(_ slot: AgentSlot, _ ticket: Ticket, _ demands: [SkillDemand], at now: QueueInstant) -> TicketExplanation.Verdict
    {
        let agent = agents[slot]
        let id = agent.plan.id
        let lack = demands.first { agent.level(of: $0.skill) < $0.level }
        let obstacle: TicketExplanation.Obstacle =
            if ticket.stage.agent == id {
                .hasIt
            } else if case .offered(ticket.request.id) = agent.state {
                .isOffered
            } else if let lack {
                .lacks(OfferReason.Match(skill: lack.skill, has: agent.level(of: lack.skill), needs: lack.level))
            } else if ticket.isSticky, let last = ticket.request.lastAgent, last != id {
                .waitsFor(last)
            } else if agent.state != .available {
                .state(agent.state, for: agent.deadline.map { $0 - now })
            } else {
                .notOffered
            }
        return TicketExplanation.Verdict(agent: id, obstacle: obstacle)
    }
}

extension TicketExplanation.Verdict: CustomStringConvertible {
    /// For people: `ben: wrap-up, 8s left`.
    public var description: String {
        switch obstacle {
        case .isOffered: "\(agent): it is offered to her"
        case .hasIt: "\(agent): she has it"
        case .lacks(let match): "\(agent): \(match.skill) \(match.has), \(match.needs) is needed"
        case .waitsFor(let other): "\(agent): it waits for \(other) first"
        case .state(let state, nil): "\(agent): \(state.name)"
        case .state(let state, let left?): "\(agent): \(state.name), \(left.toSeconds) left"
        case .notOffered: "\(agent): free, but it is not to be offered now"
        }
    }
}

extension AgentState {
    /// The state as people call it.
    public var name: String {
        switch self {
        case .available: "available"
        case .offered: "offered another"
        case .connecting: "connecting"
        case .talking: "talking"
        case .busy: "on a call of her own"
        case .wrapUp: "wrap-up"
        case .resting: "resting"
        case .onBreak(let reason): "break: \(reason)"
        case .loggedOut: "logged out"
        }
    }
}
