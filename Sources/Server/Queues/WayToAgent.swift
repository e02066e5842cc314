import CallEngine
import IVR
import Queueing
import SIP

/// Where one of an agent's phones is.
struct WayToAgent {
    /// How it is reached.
    enum Place {
        /// A phone that has registered.
        case phone(Registration)
        /// An address of the configuration.
        case address(SIPURI)
    }

    /// How it is reached.
    var place: Place
    /// Who calls, for its display; nil for ourselves.
    var from: NameAddress?
    /// The next hop: it decides which of our addresses the phone is told.
    var next: SIPEndpoint
    /// Who we are there, should we be asked.
    var account: DigestAccount?

    /// The call to it. Where the distributor says for how long it rings, nothing else does.
    func request(offering offer: SessionDescription, _ headers: [SIPHeaderLine], ringing: Duration = .seconds(600)) -> SIPDialRequest {
        switch place {
        case .phone(let phone): return SIPDialRequest(to: phone, from: from, offer: offer, headers: headers, timeout: ringing)
        case .address(let uri):
            var request = SIPDialRequest(target: uri, from: from, offer: offer, headers: headers, timeout: ringing)
            request.account = account
            return request
        }
    }
}

extension Switchboard {
    /// All ways to an agent: her address, or her registered phones but for those that do not answer.
    func ways(to agent: AgentID, for caller: TicketCaller) -> [WayToAgent] {
        let context = caller.context
        return ways(to: agent, showing: context.callbackNumber ?? context.number, context.name)
    }

    /// The same for somebody with this number and name.
    func ways(to agent: AgentID, showing number: String, _ name: String) -> [WayToAgent] {
        if let address = environment.configuration.agents[agent]?.address {
            guard let route = uri(of: address, trunk: environment.configuration.agents[agent]?.trunk) else { return [] }
            var way = route.way
            way.from = way.from ?? display(number, name, at: way.next)
            return [way]
        }
        return phones(of: agent).map {
            WayToAgent(place: .phone($0), from: display(number, name, at: $0.peer.remote), next: $0.peer.remote)
        }
    }

    /// The registered phones of an agent that can be reached, as far as we know.
    func phones(of agent: AgentID) -> [Registration] {
        registrations(of: "\(agent)").filter { $0.reach != .unreachable }
    }

    /// The caller's number and name, as the agent's phone shows them.
    func display(_ number: String, _ name: String, at next: SIPEndpoint) -> NameAddress? {
        guard let host = mediaHost(towards: next) else { return nil }
        return NameAddress(
            displayName: name.isEmpty ? nil : name,
            uri: SIPURI(user: SIPURI.escaped(user: number.isEmpty ? "anonymous" : number), host: host))
    }

    /// What an agent's phone is told of the caller.
    func headers(for caller: TicketCaller, _ reason: OfferReason) -> [SIPHeaderLine] {
        let shares = Set(environment.configuration.queues[QueueName("\(reason.queue)")]?.shares ?? [])
        let about = [
            (name: "queue", value: "\(reason.queue)"), (name: "ticket", value: "\(caller.context.ticket)"),
            (name: "waited", value: "\(reason.waited.rawValue / 1000)"),
        ]
        return ContextHeaders(caller.context, sharing: shares, about: about).lines
    }
}
