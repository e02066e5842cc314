import Diagnostics
import Logging
import SIP

extension RegistrarConfiguration {
    /// What the registrar has to know of the configuration; nil when no agent has a password. The passwords are read here, once.
    init?(_ configuration: Configuration) throws(ServerError) {
        guard !configuration.registrar.passwords.isEmpty else { return nil }
        var secrets: [String: DigestSecret] = [:]
        for (agent, place) in configuration.registrar.passwords {
            do {
                secrets[agent] = .password(try place.read())
            } catch {
                throw .invalid("the password of agent `\(agent)`: \(error)")
            }
        }
        var random = SystemRandomNumberGenerator()
        let key = (0..<32).map { _ in UInt8.random(in: 0...255, using: &random) }
        self.init(gate: DigestGate.Configuration(realm: configuration.registrar.realm, key: key) { [secrets] in secrets[$0] })
        networks = configuration.registrar.networks
        oldPhones = configuration.registrar.oldPhones
    }
}

extension Logger {
    /// Writes down what became of a registration.
    func note(_ event: RegistrationEvent) {
        switch event {
        case .registered(let phone): notice("phone registered", metadata: phone.metadata)
        case .refreshed: break
        case .unregistered(let phone): notice("phone went", metadata: phone.metadata)
        case .expired(let phone): notice("phone did not come again in time", metadata: phone.metadata)
        case .displaced(let phone): notice("phone gave way to a newer one", metadata: phone.metadata)
        case .reachable(let phone): info("phone answers", metadata: phone.metadata)
        case .unreachable(let phone): warning("phone does not answer", metadata: phone.metadata)
        case .refused(let user, let source):
            warning("wrong password, or nobody's", metadata: Self.visitor(user, source))
        case .slowed(let user, let source, let delay):
            var metadata = Self.visitor(user, source)
            metadata["seconds"] = "\(delay.components.seconds)"
            warning("too many wrong passwords: not heard for a while", metadata: metadata)
        }
    }

    private static func visitor(_ user: String, _ source: SIPPeer) -> Metadata {
        ["user": "\(VisibleText.of(user, limit: 64))", "from": "\(source.remote)"]
    }
}

extension Registration {
    /// Which one it is, for the log.
    fileprivate var metadata: Logger.Metadata {
        ["user": "\(user)", "contact": "\(contact.host):\(contact.port ?? 5060)", "from": "\(peer.transport.rawValue) \(peer.remote)"]
    }
}
