import Calendars
import Queueing

/// What a restart makes of queues: nobody is lost who can be called back, and nobody is stuck.
extension Switchboard {
    /// Goes on with what was kept, lays out queues and agents, and lets those in who are there from the start.
    func openQueues(_ kept: KeptQueues) {
        desk.recover(kept, calendars: environment.catalog.current.queueCalendars)
        let wereAtWork = desk.endWhatRan()
        follow(.plan(environment.configuration.floor))
        for (agent, line) in environment.configuration.agents.sorted(by: { $0.key < $1.key }) {
            let isThere = line.login == .always || (line.login == .command && wereAtWork.contains(agent))
            if isThere, let state = desk.floor.agent(agent), !state.isLoggedIn, !state.isHome { follow(.logIn(agent)) }
            // Phones come after us; who is on a break without one stays there until hers does.
            if !phones(of: agent).isEmpty { checkPresence(of: agent) }
        }
    }
}

extension Switchboard {
    /// Calendars may have changed: queues open and close by what they say now.
    func takeCalendars() {
        desk.pending += desk.use(environment.catalog.current.queueCalendars, at: clock.now)
        drawConsequences()
    }
}

extension Catalog.Version {
    /// The calendars, as queues name them.
    fileprivate var queueCalendars: [String: OpeningCalendar] {
        Dictionary(calendars.map { ("\($0.key)", $0.value) }) { first, _ in first }
    }
}

extension QueueDesk {
    /// Ends what the end of the server before has ended, at that time: phones that rang, talks, callers on the line. Who waits to be
    /// called back waits on, and who is on a break stays there. The answer is who was at work.
    mutating func endWhatRan() -> Set<AgentID> {
        let end = floor.time
        let agents = floor.agentIDs.compactMap { floor.agent($0) }
        // All go home first, so that nobody who becomes free is offered anything.
        let atWork = agents.filter { $0.isLoggedIn && ($0.pause == nil || $0.pause == .noPhone) }.map(\.plan.id)
        for agent in atWork { _ = handle(.logOut(agent), at: end) }
        for ticket in floor.tickets.values.sorted(by: { $0.request.id < $1.request.id }) {
            let id = ticket.request.id
            switch ticket.stage {
            case .talking: _ = handle(.ended(id, .caller), at: end)
            case .connecting: _ = handle(.connectFailed(id, ticket.isCallback ? .agent : .caller), at: end)
            case .waiting, .offered, .parked: if !ticket.isCallback { _ = handle(.leave(id, .hungUp), at: end) }
            }
            if floor.tickets[id] == nil { forget(id) }
        }
        for agent in agents {
            for leg in agent.legs.keys.sorted() { _ = handle(.legEnded(agent.plan.id, leg), at: end) }
        }
        return Set(atWork)
    }
}
