import Queueing

/// What a restart makes of queues: nobody is lost who can be called back, and nobody is stuck.
extension Switchboard {
    /// Goes on with what was kept, lays out queues and agents, and lets those in who are there from the start.
    func openQueues(_ kept: KeptQueues) {
        let calendars = environment.catalog.current.calendars
        desk.recover(kept, calendars: Dictionary(calendars.map { ("\($0.key)", $0.value) }) { first, _ in first })
        forgetPhones()
        forgetCalls()
        follow(.plan(environment.configuration.floor))
        for (agent, line) in environment.configuration.agents.sorted(by: { $0.key < $1.key }) {
            if line.login == .always, desk.floor.agent(agent)?.isLoggedIn == false { follow(.logIn(agent)) }
            checkPresence(of: agent)
        }
    }

    /// No phone rings any more, and none is registered yet. Who is on a break stays there.
    private func forgetPhones() {
        for id in desk.floor.agentIDs {
            guard let agent = desk.floor.agent(id) else { continue }
            let isByPhone = environment.configuration.agents[id]?.login == .phone
            var isOffered = false
            if case .offered = agent.engagement { isOffered = true }
            guard agent.isLoggedIn, isOffered || (isByPhone && agent.pause == nil) else { continue }
            follow(.logOut(id))
            if !isByPhone { follow(.logIn(id)) }
        }
    }

    /// The calls of before are over: callers on the line are gone, talks have ended. Who waits to be called back waits on.
    private func forgetCalls() {
        for ticket in desk.floor.tickets.values.sorted(by: { $0.request.id < $1.request.id }) {
            let id = ticket.request.id
            switch ticket.stage {
            case .talking: follow(.ended(id, .caller))
            case .connecting: follow(.connectFailed(id, ticket.isCallback ? .agent : .caller))
            case .waiting, .offered, .parked: if !ticket.isCallback { follow(.leave(id, .hungUp)) }
            }
        }
        for id in desk.floor.agentIDs {
            for leg in desk.floor.agent(id)?.legs.keys.sorted() ?? [] { follow(.legEnded(id, leg)) }
        }
    }
}
