import CallEngine
import IVR
import Queueing
import SIP

extension Switchboard {
    /// Where a call is dialled to.
    struct Destination {
        /// How it is reached.
        var way: WayToAgent
        /// Whose phone it is, when it is an agent's.
        var agent: AgentID?
        /// Sensitive variables that may travel.
        var shares: Set<VariableName> = []

        /// The address, when it is not a phone that has registered.
        var uri: SIPURI? { if case .address(let uri) = way.place { uri } else { nil } }
        /// The next hop, as far as its address is known.
        var next: SIPEndpoint { way.next }
    }

    /// Whether a queue is inside this server: it has agents here instead of a target elsewhere.
    func isOurs(_ queue: QueueName) -> Bool {
        environment.configuration.queues[queue].map { $0.target == nil } ?? false
    }

    /// Where a request leads by the configuration; nil when nowhere.
    func destination(of request: DialRequest, for dialog: SIPCallID) -> Destination? {
        switch request.destination {
        case .queue(let queue):
            guard let known = environment.configuration.queues[queue.queue], let target = known.target else { return nil }
            var destination = uri(of: target, trunk: known.trunk)
            destination?.shares = Set(known.shares)
            return destination
        case .target(let target):
            return destination(named: target.target.reveal(), for: dialog)
        }
    }

    /// Where an agent's name, an address or a number leads that a flow or an agent dials.
    func destination(named target: String, for dialog: SIPCallID) -> Destination? {
        destination(agent: target, for: dialog) ?? uri(of: target, trunk: nil)
    }

    /// An agent's phone by her name; nil when there is no such agent, or no phone of hers.
    private func destination(agent name: String, for dialog: SIPCallID) -> Destination? {
        guard let facts = lines[dialog]?.facts, desk.floor.agent(AgentID(name)) != nil,
            let way = ways(to: AgentID(name), showing: facts.callerNumber, facts.callerName).first
        else { return nil }
        return Destination(way: way, agent: AgentID(name))
    }

    /// An address as it is; a number on a trunk: the named one, the one called `default`, or the only one.
    func uri(of target: String, trunk name: String?) -> Destination? {
        if name == nil, let uri = SIPURI(target), uri.scheme != .tel {
            return Destination(way: WayToAgent(place: .address(uri), next: SIPEndpoint(host: uri.host, port: uri.port ?? 5060)))
        }
        let trunks = environment.configuration.trunks
        let usual = trunks["default"] != nil ? "default" : trunks.count == 1 ? trunks.keys.first : nil
        guard let name = name ?? usual, let trunk = trunks[name],
            let host = SIPHost(trunk.address.host), let port = UInt16(exactly: trunk.address.port)
        else { return nil }
        let number = SIPURI(target).flatMap { $0.scheme == .tel ? $0.number : nil } ?? target
        guard !number.isEmpty, number.utf8.allSatisfy({ (48...57).contains($0) || "+*#".utf8.contains($0) }) else { return nil }
        var uri = SIPURI(user: SIPURI.escaped(user: number), host: host, port: port)
        if trunk.transport == .tcp { uri.parameters["transport"] = "tcp" }
        let from = trunk.from.map { NameAddress(uri: SIPURI(user: SIPURI.escaped(user: $0), host: host)) }
        let next = SIPEndpoint(host: host, port: port)
        return Destination(way: WayToAgent(place: .address(uri), from: from, next: next, account: environment.accounts[name]))
    }
}
