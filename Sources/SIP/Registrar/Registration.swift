/// One contact of a user: where a phone can be reached, and for how long (a binding of RFC 3261, 10.2.1).
public struct Registration: Hashable, Sendable {
    /// Whether the phone answers.
    public enum Reach: Hashable, Sendable {
        /// It was not asked yet.
        case unknown
        /// It answered after so long.
        case reachable(roundTrip: Duration)
        /// It did not answer.
        case unreachable
    }

    /// Whose it is.
    public let user: String
    /// What the phone calls itself: the Request-URI of calls to it.
    public internal(set) var contact: SIPURI
    /// Where it was heard from: behind NAT the only place where it can be reached.
    public internal(set) var peer: SIPPeer
    /// Which of several is to be preferred, the q of Contact [1/1000].
    public internal(set) var preference = 1000
    /// When it ends unless it is refreshed.
    public internal(set) var expires: SIPInstant
    /// The proxies on the way to it, nearest first (RFC 3327).
    public internal(set) var path: [NameAddress] = []
    /// Names the phone whatever its address (RFC 5626, 4.1).
    public internal(set) var instance: String?
    /// Which of the phone's several ways it is (RFC 5626, 4.2).
    public internal(set) var way: Int?
    /// What the phone is, by its own word.
    public internal(set) var product: String?
    /// Whether it answers.
    public internal(set) var reach = Reach.unknown

    var callID: String
    var sequence: UInt32
    var refreshed: SIPInstant

    /// Whether the phone does not know its own address as we see it.
    public var isBehindNAT: Bool {
        contact.host != peer.remote.host || (contact.port ?? 5060) != peer.remote.port
    }
}

/// What became of a registration.
public enum RegistrationEvent: Hashable, Sendable {
    /// A phone came.
    case registered(Registration)
    /// A phone came again, perhaps from elsewhere.
    case refreshed(Registration)
    /// A phone went by its own wish.
    case unregistered(Registration)
    /// A phone did not come again in time.
    case expired(Registration)
    /// A phone's place was taken by a newer one of the same user.
    case displaced(Registration)
    /// A phone answers, for the first time or again.
    case reachable(Registration)
    /// A phone does not answer.
    case unreachable(Registration)
    /// Somebody came with a wrong password, or as a user who does not exist.
    case refused(user: String, source: SIPPeer)
    /// Somebody guesses and is not heard for a while.
    case slowed(user: String, source: SIPPeer, Duration)
}
