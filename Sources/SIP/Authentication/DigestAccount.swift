/// A user of ours at another server: answers its challenges.
public struct DigestAccount: Hashable, Sendable {
    /// The user's name there.
    public var user: String
    /// The password, or its hashes.
    public var secret: DigestSecret

    /// A user of ours elsewhere.
    public init(user: String, secret: DigestSecret) {
        self.user = user
        self.secret = secret
    }

    /// The credentials that answer one of the challenges, best first: the first that can be answered is (RFC 8760, 2.4).
    ///
    /// Nil when none can be answered.
    ///
    /// - Parameter number: how often the nonce has been used by then; each request with the same one counts.
    public func answer(
        _ challenges: [DigestChallenge], _ subject: DigestSubject, clientNonce: String, number: UInt32 = 1
    ) -> DigestCredentials? {
        for challenge in challenges {
            let algorithm = challenge.algorithm
            guard let hash = secret.hash(algorithm, user: user, realm: challenge.realm) else { continue }
            let count = challenge.protections.first.map { DigestCredentials.Count($0, clientNonce: clientNonce, number: number) }
            var credentials = DigestCredentials(
                user: user, realm: challenge.realm, nonce: challenge.nonce, uri: subject.uri,
                response: subject.digest(algorithm, secretHash: hash, nonce: challenge.nonce, count: count), algorithm: algorithm,
                count: count, opaque: challenge.opaque)
            if challenge.allowsHashedUser {
                credentials.isUserHashed = true
                credentials.user = algorithm.hexadecimal("\(user):\(challenge.realm)")
            }
            return credentials
        }
        return nil
    }

    /// Whether we have what it takes to answer a challenge.
    func canAnswer(_ challenge: DigestChallenge) -> Bool {
        secret.hash(challenge.algorithm, user: user, realm: challenge.realm) != nil
    }
}

extension SIPMessage {
    /// The challenges of a 401 or 407 that can be read, in their order.
    public var challenges: [DigestChallenge] {
        lines(statusCode == 407 ? .proxyAuthenticate : .wwwAuthenticate).compactMap { DigestChallenge($0) }
    }
}
