/// All that a registrar has to be told.
public struct RegistrarConfiguration: Sendable {
    /// Who the users are and how they are known.
    public var gate: DigestGate.Configuration
    /// From where may be registered, besides the trusted networks.
    public var networks: [IPNetwork] = []
    /// Domains that are ours; none for any.
    public var domains: [SIPHost] = []
    /// Beginnings of User-Agent headers of phones that give up when a challenge of SHA-256 stands beside that of MD5: they get MD5 alone.
    public var oldPhones: [String] = []
    /// How long a contact is kept, at least and at most; less is 423, more is cut [s].
    public var expiry: ClosedRange<Int> = 60...3600
    /// How long when the phone does not say [s].
    public var usualExpiry = 600
    /// Contacts of one user; one more takes the place of the one that was refreshed longest ago.
    public var contactsPerUser = 8
    /// Contacts of all users together; one more is 503.
    public var contacts = 10_000
    /// How often a contact is asked whether it is there (OPTIONS); nil: never.
    public var qualify: Duration? = .seconds(60)
    /// How long it may take to say so.
    public var patience = Duration.seconds(4)
    /// How often two line ends are sent to a contact behind NAT that registered by UDP (RFC 5626, 3.5.1); nil: never.
    public var keepAlive: Duration? = .seconds(25)
    /// What guessing costs.
    public var guessing = GuessLimits()

    /// A configuration with the defaults.
    public init(gate: DigestGate.Configuration) {
        self.gate = gate
    }
}

/// What it costs to guess passwords. Failures are counted for each source prefix (IPv4 /24, IPv6 /64), for each user, and for each
/// user from each prefix; the delay doubles with every failure after the free ones.
public struct GuessLimits: Hashable, Sendable {
    /// Failures of one user without a delay.
    public var freeForUser = 4
    /// Failures of one source prefix without a delay: an office has many phones.
    public var freeForSource = 20
    /// The first delay.
    public var firstDelay = Duration.seconds(2)
    /// The longest delay.
    public var longestDelay = Duration.seconds(300)
    /// Failures are forgotten so long after the last one, or after the delay when that is longer.
    public var memory = Duration.seconds(900)
    /// Users and sources remembered, each.
    public var entries = 10_000

    /// The defaults.
    public init() {}
}
