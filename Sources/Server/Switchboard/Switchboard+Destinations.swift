import CallEngine
import IVR
import SIP

extension Switchboard {
    /// Where a call is dialled to.
    struct Destination {
        /// The address.
        var uri: SIPURI
        /// Who calls; nil for ourselves.
        var from: NameAddress?
        /// The next hop, as far as its address is known: it decides which of our addresses the other side is told.
        var next: SIPEndpoint
        /// Sensitive variables that may travel.
        var shares: Set<VariableName> = []
    }

    /// Whether a queue is inside this server: it has agents here instead of a target elsewhere.
    func isOurs(_ queue: QueueName) -> Bool {
        environment.configuration.queues[queue].map { $0.target == nil } ?? false
    }

    /// Where a request leads by the configuration; nil when nowhere.
    func destination(of request: DialRequest) -> Destination? {
        switch request.destination {
        case .queue(let queue):
            guard let known = environment.configuration.queues[queue.queue], let target = known.target else { return nil }
            var destination = uri(of: target, trunk: known.trunk)
            destination?.shares = Set(known.shares)
            return destination
        case .target(let target):
            return uri(of: target.target.reveal(), trunk: nil)
        }
    }

    /// An address as it is; a number on a trunk: the named one, the one called `default`, or the only one.
    func uri(of target: String, trunk name: String?) -> Destination? {
        if name == nil, let uri = SIPURI(target), uri.scheme != .tel {
            return Destination(uri: uri, next: SIPEndpoint(host: uri.host, port: uri.port ?? 5060))
        }
        let trunks = environment.configuration.trunks
        guard let trunk = name.map({ trunks[$0] }) ?? trunks["default"] ?? (trunks.count == 1 ? trunks.first?.value : nil),
            let host = SIPHost(trunk.address.host), let port = UInt16(exactly: trunk.address.port)
        else { return nil }
        let number = SIPURI(target).flatMap { $0.scheme == .tel ? $0.number : nil } ?? target
        guard !number.isEmpty, number.utf8.allSatisfy({ (48...57).contains($0) || "+*#".utf8.contains($0) }) else { return nil }
        var uri = SIPURI(user: SIPURI.escaped(user: number), host: host, port: port)
        if trunk.transport == .tcp { uri.parameters["transport"] = "tcp" }
        let from = trunk.from.map { NameAddress(uri: SIPURI(user: SIPURI.escaped(user: $0), host: host)) }
        return Destination(uri: uri, from: from, next: SIPEndpoint(host: host, port: port))
    }
}
