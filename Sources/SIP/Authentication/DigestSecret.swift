/// What a user's digest is checked or made with.
public enum DigestSecret: Hashable, Sendable {
    /// The password itself.
    case password(String)
    /// `H(user:realm:password)` in hexadecimal digits for each algorithm that may be used, so that nobody need keep the password.
    case hashes([DigestAlgorithm: String])

    /// HA1 of RFC 7616, 3.4.2; nil when it is not known for this algorithm.
    func hash(_ algorithm: DigestAlgorithm, user: String, realm: String) -> String? {
        switch self {
        case .password(let password): algorithm.hexadecimal("\(user):\(realm):\(password)")
        case .hashes(let hashes): hashes[algorithm]?.lowercased()
        }
    }
}

extension DigestSecret: CustomStringConvertible, CustomDebugStringConvertible {
    /// Nothing of it: secrets are not for logs.
    public var description: String { "<secret>" }
    /// Nothing of it.
    public var debugDescription: String { description }
}

/// What a digest is about: the request it goes with.
public struct DigestSubject: Sendable {
    /// The method.
    public var method: SIPMethod
    /// The URI as the credentials have it.
    public var uri: String
    /// The body.
    public var body: [UInt8]

    /// A request.
    public init(_ method: SIPMethod, uri: String, body: [UInt8] = []) {
        self.method = method
        self.uri = uri
        self.body = body
    }

    /// The digest (RFC 7616, 3.4.1), of RFC 2069's form without a count.
    func digest(_ algorithm: DigestAlgorithm, secretHash: String, nonce: String, count: DigestCredentials.Count?) -> String {
        var subject = "\(method.name):\(uri)"
        if count?.protection == .authInt { subject += ":" + algorithm.hash(body).hexadecimal }
        let subjectHash = algorithm.hexadecimal(subject)
        guard let count else { return algorithm.hexadecimal("\(secretHash):\(nonce):\(subjectHash)") }
        return algorithm.hexadecimal(
            "\(secretHash):\(nonce):\(count.text):\(count.clientNonce):\(count.protection.rawValue):\(subjectHash)")
    }
}
