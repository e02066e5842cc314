/// A place where we are reached.
public struct SIPListener: Hashable, Sendable {
    /// The transport.
    public var transport: SIPTransportProtocol
    /// The address that was bound, as ``SIPPeer/local`` names it; it may be the unspecified one.
    public var local: SIPEndpoint
    /// The address that others are told, in Via and Contact.
    public var advertised: SIPEndpoint

    /// A listener; without `advertised` the bound address is told.
    public init(_ transport: SIPTransportProtocol, local: SIPEndpoint, advertised: SIPEndpoint? = nil) {
        self.transport = transport
        self.local = local
        self.advertised = advertised ?? local
    }
}

/// What a source hears that is not on the trusted list.
public enum StrangerPolicy: Hashable, Sendable {
    /// Nothing at all.
    case ignore
    /// 403, and that only so often.
    case forbid
}

/// What bounds the tables of the engine; each bound has its counter.
public struct UserAgentLimits: Hashable, Sendable {
    /// Calls at once, dialled ones included.
    public var calls = 20_000
    /// Transactions at once; requests within calls may use a quarter more, so that calls can end.
    public var transactions = 100_000
    /// New calls from one source prefix (IPv4 /24, IPv6 /64) [1/s].
    public var callsPerSecondPerSource = 2_000.0
    /// Messages of one source prefix that is not trusted, but may register [1/s].
    public var registersPerSecondPerSource = 50.0
    /// 403 responses to one source prefix of strangers [1/s].
    public var refusalsPerSecondPerSource = 1.0
    /// Source prefixes remembered.
    public var sources = 4_096
    /// How long an incoming call may wait for its answer.
    public var ringing = Duration.seconds(180)
    /// How long an implicit subscription of a REFER may last.
    public var referral = Duration.seconds(180)

    /// The defaults.
    public init() {}
}

/// All that a user agent has to be told.
public struct UserAgentConfiguration: Sendable {
    /// Where we are reached; the first fitting one of a transport and address family is used to dial.
    public var listeners: [SIPListener]
    /// The user part of our Contact.
    public var user = "hotline"
    /// The Server and User-Agent header.
    public var product = "Hotline"
    /// Who may talk to us; nobody by default.
    public var trusted: [IPNetwork] = []
    /// What all others hear.
    public var strangers = StrangerPolicy.ignore
    /// Who may register, and how; nil: nobody.
    public var registrar: RegistrarConfiguration?
    /// The bounds of the tables.
    public var limits = UserAgentLimits()
    /// T1, T2 and T4.
    public var times = SIPTimes()
    /// The address of ours that leads to another. It is asked when a listener advertises the unspecified address.
    public var localAddress: (@Sendable (_ leadingTo: SIPHost) -> SIPHost?)?
    /// Where tags, branches and Call-IDs come from; a live server gives the system's generator.
    public var random: any RandomNumberGenerator & Sendable

    /// A configuration with the defaults.
    public init(listeners: [SIPListener] = [], random: any RandomNumberGenerator & Sendable) {
        self.listeners = listeners
        self.random = random
    }
}
