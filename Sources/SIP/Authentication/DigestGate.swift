/// The server's side of digest authentication: makes challenges and judges what comes back (RFC 7616, RFC 8760).
///
/// Nothing is kept for a challenge. A wrong password and a user who does not exist take the same work and give the same verdict.
public struct DigestGate: Sendable {
    /// What a request's credentials are worth.
    public enum Verdict: Hashable, Sendable {
        /// It is this user.
        case user(String)
        /// No credentials for this realm.
        case none
        /// The nonce is old, strange, or was used before with this count; the password was not looked at, or is right.
        case stale
        /// The password is wrong, or there is no such user.
        case wrong(user: String)
        /// Credentials that cannot be read, or protect nothing.
        case malformed
    }

    /// What a gate has to be told.
    public struct Configuration: Sendable {
        /// What the credentials are for.
        public var realm: String
        /// The algorithms that are offered, best first.
        public var algorithms: [DigestAlgorithm] = [.sha256, .md5]
        /// How long a nonce may be used.
        public var nonceLife = Duration.seconds(300)
        /// Nonces in use that are remembered.
        public var nonces = 20_000
        /// Random bytes that nobody else knows, new at each start; 32 are enough.
        public var key: [UInt8]
        /// The secret of a user; it must answer at once.
        public var secret: @Sendable (_ user: String) -> DigestSecret?

        /// A gate's configuration with the defaults.
        public init(realm: String, key: [UInt8], secret: @escaping @Sendable (_ user: String) -> DigestSecret?) {
            self.realm = realm
            self.key = key
            self.secret = secret
        }
    }

    private let configuration: Configuration
    private let decoy: String
    private var mint: NonceMint
    private var counts: NonceCounts

    /// A gate.
    public init(_ configuration: Configuration) {
        self.configuration = configuration
        decoy = KeyedHash(key: configuration.key).hash(Array("decoy".utf8)).hexadecimal
        mint = NonceMint(key: configuration.key)
        counts = NonceCounts(capacity: configuration.nonces)
    }

    /// One challenge for each algorithm, best first; `only` leaves the others out.
    public mutating func challenges(
        isStale: Bool = false, only: DigestAlgorithm? = nil, at now: SIPInstant
    ) -> [DigestChallenge] {
        let nonce = mint.make(at: now)
        let offered = configuration.algorithms.filter { only == nil || $0 == only }
        return (offered.isEmpty ? configuration.algorithms : offered).map {
            DigestChallenge(realm: configuration.realm, nonce: nonce, algorithm: $0, isStale: isStale)
        }
    }

    /// Who a request says to be from, before anything is judged.
    public func claim(of request: SIPMessage) -> String? {
        credentials(of: request).map { Self.name($0.user) }
    }

    private func credentials(of request: SIPMessage) -> DigestCredentials? {
        request.lines(.authorization).lazy.compactMap { DigestCredentials($0) }.first { $0.realm == configuration.realm }
    }

    /// Judges the credentials of a request; a right use of a nonce is remembered.
    public mutating func verdict(on request: SIPMessage, at now: SIPInstant) -> Verdict {
        guard let credentials = credentials(of: request) else {
            return request.lines(.authorization).allSatisfy { DigestCredentials($0) != nil } ? .none : .malformed
        }
        guard let count = credentials.count, count.protection == .auth, !credentials.isUserHashed, credentials.user.utf8.count <= 128,
            configuration.algorithms.contains(credentials.algorithm), isMeant(credentials, request)
        else { return .malformed }
        guard let nonce = mint.read(credentials.nonce), nonce.made <= now, now < nonce.made + configuration.nonceLife,
            nonce.made > counts.horizon
        else { return .stale }
        let user = Self.name(credentials.user)
        guard isRight(credentials, of: user, request.method) else { return .wrong(user: user) }
        counts.forget(before: now + (.zero - configuration.nonceLife))
        return counts.use(count.number, of: nonce) ? .user(user) : .stale
    }

    /// Many phones call themselves `user@domain`; the digest has what they sent, the table of users only the first part.
    static func name(_ written: String) -> String {
        written.prefix { $0 != "@" }.description
    }

    /// The URI of the credentials is the request's; proxies and phones may add or drop a port and parameters (RFC 3261, 22.4).
    private func isMeant(_ credentials: DigestCredentials, _ request: SIPMessage) -> Bool {
        guard let meant = SIPURI(credentials.uri), let uri = request.requestURI else { return false }
        return meant.host.isEquivalent(to: uri.host) && meant.decodedUser == uri.decodedUser
    }

    /// One hash of a password is made whoever it is, so that the time tells nothing of who there is.
    private func isRight(_ credentials: DigestCredentials, of user: String, _ method: SIPMethod) -> Bool {
        let algorithm = credentials.algorithm
        var secret = DigestSecret.password(decoy)
        let known = configuration.secret(user)
        if case .password = known { secret = known ?? secret }
        var hash = secret.hash(algorithm, user: credentials.user, realm: configuration.realm)
        if case .hashes = known { hash = known?.hash(algorithm, user: credentials.user, realm: configuration.realm) ?? hash }
        guard let hash else { return false }
        let expected = DigestSubject(method, uri: credentials.uri)
            .digest(algorithm, secretHash: hash, nonce: credentials.nonce, count: credentials.count)
        return isSameInConstantTime(Array(expected.utf8), Array(credentials.response.utf8)) && known != nil
    }
}
