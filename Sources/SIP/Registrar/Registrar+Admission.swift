/// Who may register (RFC 3261, 10.3, steps 1 to 5).
extension Registrar {
    /// Whether a source is in a network that may register; trusted ones are not known here.
    public func mayRegister(_ source: SIPHost) -> Bool {
        configuration.networks.contains { $0.contains(source) }
    }

    /// The user a REGISTER is from and for.
    mutating func admit(_ request: SIPMessage, from peer: SIPPeer) throws(RegistrarRefusal) -> String {
        guard let host = request.requestURI?.host, isOurs(host) else { throw RegistrarRefusal(.notFound) }
        guard let uri = request.to?.uri, let user = uri.decodedUser, !user.isEmpty, user.utf8.count <= 128 else {
            throw RegistrarRefusal(.badRequest, reason: "Malformed To")
        }
        // Before the password is looked at, so that a delay cannot be dodged by another name in To.
        if let claim = gate.claim(of: request), claim != user { throw RegistrarRefusal(.forbidden) }
        if request.has(.authorization), let delay = guessing.delay(user, from: peer.remote.host, isAtHome: isAtHome(user, peer), at: time) {
            throw RegistrarRefusal(.serviceUnavailable, headers: [UserAgent.retryAfter(delay)])
        }
        switch gate.verdict(on: request, at: time) {
        case .user:
            guard isOurs(uri.host) else { throw RegistrarRefusal(.notFound) }
            guessing.succeed(user, from: peer.remote.host)
            return user
        case .none: throw challenge(request)
        case .stale: throw challenge(request, isStale: true)
        case .malformed: throw RegistrarRefusal(.badRequest, reason: "Malformed Authorization")
        case .wrong:
            refused(user, peer)
            throw challenge(request)
        }
    }

    private func isOurs(_ host: SIPHost) -> Bool {
        configuration.domains.isEmpty || configuration.domains.contains { $0.isEquivalent(to: host) }
    }

    /// Whether a phone of this user stands registered from the same prefix.
    private func isAtHome(_ user: String, _ peer: SIPPeer) -> Bool {
        let here = IPNetwork(prefixOf: peer.remote.host)
        return registrations(of: user).contains { IPNetwork(prefixOf: $0.peer.remote.host) == here }
    }

    private mutating func refused(_ user: String, _ peer: SIPPeer) {
        outputs.append(.event(.refused(user: user, source: peer)))
        guard let delay = guessing.fail(user, from: peer.remote.host, at: time) else { return }
        outputs.append(.event(.slowed(user: user, source: peer, delay)))
    }

    /// 401 with a challenge for each algorithm, best first (RFC 8760, 2.3).
    private mutating func challenge(_ request: SIPMessage, isStale: Bool = false) -> RegistrarRefusal {
        let product = request.value(.userAgent) ?? ""
        let isOld = configuration.oldPhones.contains { product.hasPrefix($0) }
        let challenges = gate.challenges(isStale: isStale, only: isOld ? .md5 : nil, at: time)
        return RegistrarRefusal(SIPStatus(401), headers: challenges.map { SIPHeaderLine(.wwwAuthenticate, $0.description) })
    }
}
