/// A registration as it is kept over a restart: all of it but whether the phone answers, which is asked anew.
public struct StoredRegistration: Hashable, Sendable, Codable {
    /// Whose it is.
    public let user: String
    let contact: String
    let transport: String
    /// Where the phone was heard from, and by which listener of ours.
    let remote: Place
    let local: Place
    let preference: Int
    let path: [String]
    let instance: String?
    let way: Int?
    let product: String?
    let callID: String
    let sequence: UInt32

    /// A host and a port.
    struct Place: Hashable, Sendable, Codable {
        let host: String
        let port: UInt16

        init(_ endpoint: SIPEndpoint) {
            host = endpoint.host.addressText
            port = endpoint.port
        }

        var endpoint: SIPEndpoint? { SIPHost(host).map { SIPEndpoint(host: $0, port: port) } }
    }

    /// What is kept of a registration.
    public init(_ registration: Registration) {
        user = registration.user
        contact = registration.contact.description
        transport = registration.peer.transport.rawValue
        remote = Place(registration.peer.remote)
        local = Place(registration.peer.local)
        preference = registration.preference
        path = registration.path.map(\.description)
        instance = registration.instance
        way = registration.way
        product = registration.product
        callID = registration.callID
        sequence = registration.sequence
    }

    /// The registration; nil when it cannot be understood, or the phone cannot be reached again.
    ///
    /// A connection did not outlive the server: a phone that had one is called where it says to be, if that is where it was heard from.
    func registration(by listeners: [SIPListener], expires: SIPInstant, now: SIPInstant) -> Registration? {
        guard let contact = SIPURI(contact), let transport = SIPTransportProtocol(rawValue: transport), var remote = remote.endpoint,
            let local = local.endpoint
        else { return nil }
        if transport.isReliable {
            guard contact.host == remote.host else { return nil }
            remote.port = contact.port ?? 5060
        }
        let own = listeners.filter { $0.transport == transport }
        guard let listener = own.first(where: { $0.local == local }) ?? own.first(where: { $0.local.host == local.host }) ?? own.first
        else { return nil }
        return Registration(
            user: user, contact: contact, peer: SIPPeer(transport, remote: remote, local: listener.local), preference: preference,
            expires: expires, path: path.compactMap { NameAddress($0) }, instance: instance, way: way, product: product, callID: callID,
            sequence: sequence, refreshed: now)
    }
}

extension Registrar {
    /// Takes back a registration that was kept, for what is left of its time. One that has come again meanwhile is newer.
    mutating func restore(_ kept: StoredRegistration, by listeners: [SIPListener], for rest: Duration, at now: SIPInstant) -> Bool {
        time = max(time, now)
        guard rest > .zero, entries.count < configuration.contacts,
            let registration = kept.registration(by: listeners, expires: time + rest, now: time),
            users[registration.user]?.contains(where: { entries[$0]?.registration.contact == registration.contact }) != true
        else { return false }
        insert(registration)
        return true
    }
}

extension UserAgent {
    /// Takes back registrations that were kept over a restart, each with what is left of its time: the phones can be called at once, and
    /// are asked by OPTIONS whether they are there. The answer is how many there are.
    public mutating func restore(_ kept: [(phone: StoredRegistration, rest: Duration)], at now: SIPInstant) -> Int {
        let listeners = configuration.listeners
        var count = 0
        for (phone, rest) in kept where registrar?.restore(phone, by: listeners, for: rest, at: now) == true { count += 1 }
        return count
    }
}
