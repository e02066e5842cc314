import CallEngine
import IVR
import Queueing
import SIP

/// What calls do that have a ticket.
extension Switchboard {
    /// A call's second leg is to end: a ticket leaves its queue, anything else is hung up.
    func hangUpLeg(_ activity: ActivityID, _ ending: LegEnding, _ dialog: SIPCallID) {
        giveUpTransfer(of: dialog)
        guard let ticket = lines[dialog]?.ticket, desk.callers[ticket]?.line?.activity == activity else {
            return hangUpPartner(activity, dialog)
        }
        leave(ticket, ending)
    }

    /// The caller waits for nobody any more, which the agent is told.
    func giveUpTransfer(of dialog: SIPCallID) {
        if let asker = lines[dialog]?.transfer?.asker { send(.reportTransfer(asker, .requestTerminated)) }
        endTransfer(of: dialog)
    }

    /// Some events of a call are news to its queue.
    func tellQueue(_ event: CallEvent, _ dialog: SIPCallID) {
        guard let ticket = lines[dialog]?.ticket, case .connecting = desk.floor.tickets[ticket]?.stage else { return }
        switch event {
        case .connected:
            lines[dialog]?.callback = nil
            follow(.connected(ticket))
        case .dialFailed: if isCallingBack(ticket) { follow(.connectFailed(ticket, .caller)) }
        default: break
        }
    }

    /// The second party of a call with a ticket has hung up; false when no queue is concerned.
    func partnerLeft(_ dialog: SIPCallID) -> Bool {
        guard let ticket = lines[dialog]?.ticket else { return false }
        return agentLeft(ticket)
    }

    /// Whether agent and caller talk: nobody is handed on who has not been there yet, because she is still told what he wants, or because
    /// he is still called back.
    func isTalking(_ line: Line) -> Bool {
        line.ticket.map { talker(of: $0) != nil } ?? true
    }

    /// The agent who talks to a ticket's caller.
    func talker(of ticket: TicketID) -> AgentID? {
        if case .talking(let agent)? = desk.floor.tickets[ticket]?.stage { agent } else { nil }
    }

    /// A call is over that still has a ticket: nothing that a call does may leave one behind.
    func abandon(_ ticket: TicketID) {
        leave(ticket, .callerGone)
    }

    // MARK: calls of agents' own

    /// The agent whose registered phone calls; nil when it is somebody else's.
    func agent(calling call: IncomingCall) -> AgentID? {
        guard let user = call.from.uri?.decodedUser, desk.floor.agent(AgentID(user)) != nil,
            registrations(of: user).contains(where: { $0.peer.remote == call.source.remote })
        else { return nil }
        return AgentID(user)
    }

    /// A call from an agent's phone is a leg of her own: she is busy until it ends.
    func noteOwnCall(of agent: AgentID?, _ dialog: SIPCallID) {
        guard let agent else { return }
        lines[dialog]?.agent = agent
        follow(.legStarted(agent, LegID(dialog)))
    }

    /// An agent who calls another one by name is just put through.
    func colleague(_ name: String) -> ServedFlow? {
        guard desk.floor.agent(AgentID(name)) != nil else { return nil }
        return DialFlow.served("own-call", ring: .seconds(60), language: "en-US", in: environment.catalog.current)
    }
}

extension LegID {
    /// The leg of a dialog.
    init(_ dialog: SIPCallID) {
        self.init(rawValue: Int(truncatingIfNeeded: dialog.rawValue))
    }
}
