import Queueing
import SIP

/// Who is at work: by phones that register, by the configuration, or by an agent's own word.
extension Switchboard {
    /// A phone came, went, answers or does not.
    func note(_ event: RegistrationEvent) {
        environment.log.note(event)
        if let phone = event.phone {
            environment.records.keep(.phones(KeptPhones(phone.user, registrations(of: phone.user), monotonic: SIPShard.now)))
        }
        switch event {
        case .registered(let phone), .unregistered(let phone), .expired(let phone), .displaced(let phone), .reachable(let phone),
            .unreachable(let phone):
            checkPresence(of: AgentID(phone.user))
        case .refreshed, .refused, .slowed: break
        }
    }

    /// What an agent or an operator orders; the answer says what happened, `rejected` when nothing did.
    ///
    /// An agent who logs out by a word stays out until she logs in by a word, whatever her phone does, over restarts too.
    func order(_ command: QueueCommand) -> [QueueEvent] {
        switch command {
        case .logIn(let agent): if desk.floor.agent(agent)?.isHome == true { follow(.comeBack(agent)) }
        case .logOut(let agent): if desk.floor.agent(agent)?.isHome == false { follow(.goHome(agent)) }
        default: break
        }
        return follow(command)
    }

    /// Logs an agent in or out by what her phones do.
    func checkPresence(of agent: AgentID) {
        guard let line = environment.configuration.agents[agent], line.address == nil, let state = desk.floor.agent(agent) else { return }
        let hasPhone = !phones(of: agent).isEmpty
        if line.login == .phone {
            if hasPhone, !state.isLoggedIn, !state.isHome { follow(.logIn(agent)) }
            if !hasPhone, state.isLoggedIn { follow(.logOut(agent)) }
        }
        if hasPhone, state.pause == .noPhone { follow(.resume(agent)) }
    }
}

extension RegistrationEvent {
    /// The phone that came, moved or went; nil when all stay where they are.
    fileprivate var phone: Registration? {
        switch self {
        case .registered(let phone), .refreshed(let phone), .unregistered(let phone), .expired(let phone), .displaced(let phone): phone
        case .reachable, .unreachable, .refused, .slowed: nil
        }
    }
}
