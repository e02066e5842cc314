/// A SIP user agent without a socket and without a clock.
///
/// Bytes, commands and time go in, bytes and events come out:
///
///     receive(bytes, from:)  handle(command)  advance  resolved  undelivered
///             |                    |             |
///             v                    v             v
///     [ checks -> transactions -> dialogs -> sessions ]  <- one timer wheel
///             |
///             v
///     outputs: send, event, resolve
///
/// Time never runs backwards. `outputs` is a buffer of the caller's; what happens is appended in order.
public struct UserAgent: Sendable {
    typealias TimerHandle = TimerWheel<EngineTimer>.Handle

    /// What it was told at the start.
    public private(set) var configuration: UserAgentConfiguration
    /// Everything counted so far.
    public internal(set) var counters = SIPCounters()

    var random: any RandomNumberGenerator & Sendable
    var wheel: TimerWheel<EngineTimer>
    var transactions = Slab<Transaction>()
    var serverTransactions: [ServerTransactionKey: Transaction.Index] = [:]
    var clientTransactions: [ClientTransactionKey: Transaction.Index] = [:]
    var mergeableInvites: [MergeKey: Transaction.Index] = [:]
    var sessions = Slab<Session>()
    var sessionsByID: [SIPCallID: Session.Index] = [:]
    var sessionsByTag: [SIPToken: Session.Index] = [:]
    /// Hosts we talk with, on the list of trusted ones or not.
    var partners = PartnerTable()
    var strangers: SourceLimiter
    var callers: SourceLimiter
    var registrants: SourceLimiter
    /// Where users can be reached; nil when nobody may register.
    var registrar: Registrar?
    var registrarOutputs: [RegistrarOutput] = []
    var incomingCalls: UInt64 = 0
    /// Retry-After while overloaded.
    var overload: Duration?
    /// Retry-After while draining.
    var drain: Duration?
    let check: SIPRequestCheck
    /// The seed of tags that are computed instead of remembered.
    let tagSeed: UInt64

    /// The time of the input that is being handled.
    var time: SIPInstant
    /// The caller's buffer while an input is being handled.
    var outputs: [SIPOutput] = []

    /// A user agent whose clock stands at `now`.
    public init(_ configuration: UserAgentConfiguration, at now: SIPInstant) {
        let limits = configuration.limits
        self.configuration = configuration
        time = now
        random = configuration.random
        tagSeed = random.next()
        var check = SIPRequestCheck()
        check.methods = Self.allowedMethods + (configuration.registrar == nil ? [] : [.register])
        self.check = check
        wheel = TimerWheel(at: now)
        strangers = SourceLimiter(
            rate: limits.refusalsPerSecondPerSource, burst: max(1, limits.refusalsPerSecondPerSource), capacity: limits.sources, at: now)
        callers = SourceLimiter(
            rate: limits.callsPerSecondPerSource, burst: max(1, limits.callsPerSecondPerSource), capacity: limits.sources, at: now)
        registrants = SourceLimiter(
            rate: limits.registersPerSecondPerSource, burst: max(1, limits.registersPerSecondPerSource * 2), capacity: limits.sources,
            at: now)
        registrar = configuration.registrar.map { Registrar($0, at: now) }
    }

    /// Adds a place where we are reached, once it is known which port it got.
    public mutating func listen(on listener: SIPListener) {
        configuration.listeners.append(listener)
    }

    /// Number of calls.
    public var callCount: Int { sessions.count }
    /// Number of transactions.
    public var transactionCount: Int { transactions.count }
    /// Number of pending timers.
    public var timerCount: Int { wheel.count }
    /// Whether draining has finished: no call is left.
    public var isDrained: Bool { drain != nil && sessions.count == 0 }

    /// When to call ``advance(to:into:)`` next, at the latest.
    public var nextDeadline: SIPInstant? {
        guard let registrars = registrar?.nextDeadline else { return wheel.nextDeadline }
        return min(registrars, wheel.nextDeadline ?? registrars)
    }

    /// Where a user can be reached, best first (see ``Registrar/registrations(of:)``).
    public func registrations(of user: String) -> [Registration] {
        registrar?.registrations(of: user) ?? []
    }

    /// Registrations of all users.
    public var registrationCount: Int { registrar?.count ?? 0 }

    /// Takes a datagram from the network.
    public mutating func receive(_ bytes: [UInt8], from peer: SIPPeer, at now: SIPInstant, into outputs: inout [SIPOutput]) {
        enter(now, &outputs)
        receive(bytes, from: peer)
        leave(&outputs)
    }

    /// Takes what was found in a connection.
    public mutating func receive(_ event: SIPStreamFramer.Event, from peer: SIPPeer, at now: SIPInstant, into outputs: inout [SIPOutput]) {
        enter(now, &outputs)
        receive(event, from: peer)
        leave(&outputs)
    }

    /// Takes a command of the application.
    public mutating func handle(_ command: SIPCommand, at now: SIPInstant, into outputs: inout [SIPOutput]) {
        enter(now, &outputs)
        handle(command)
        leave(&outputs)
    }

    /// Fires what is due.
    public mutating func advance(to now: SIPInstant, into outputs: inout [SIPOutput]) {
        enter(now, &outputs)
        leave(&outputs)
    }

    /// Takes the addresses of a name that a dialled call asked for, best first; none means that it could not be found.
    public mutating func resolved(_ call: SIPCallID, to addresses: [SIPEndpoint], at now: SIPInstant, into outputs: inout [SIPOutput]) {
        enter(now, &outputs)
        resolved(call, to: addresses)
        leave(&outputs)
    }

    /// Takes back bytes that the transport could not deliver: the transaction need not wait for its timer (RFC 3261, 17.1.4).
    public mutating func undelivered(_ bytes: [UInt8], at now: SIPInstant, into outputs: inout [SIPOutput]) {
        enter(now, &outputs)
        undelivered(bytes)
        leave(&outputs)
    }

    private mutating func enter(_ now: SIPInstant, _ outputs: inout [SIPOutput]) {
        swap(&self.outputs, &outputs)
        time = max(time, now)
        while let timer = wheel.popDue(at: time) { fire(timer) }
        advanceRegistrar()
    }

    private mutating func leave(_ outputs: inout [SIPOutput]) {
        swap(&self.outputs, &outputs)
    }
}

/// What hangs on the wheel.
enum EngineTimer: Hashable, Sendable {
    case transaction(Transaction.Index, TransactionTimer)
    /// 100 is due (RFC 3261, 17.2.1).
    case trying(Session.Index)
    /// Nobody answered in time.
    case ringing(Session.Index)
    /// The CANCEL had no effect.
    case cancelled(Session.Index)
    /// The 2xx is due again.
    case repeatAnswer(Session.Index)
    /// The ACK never came.
    case acknowledgement(Session.Index)
    /// The offer that met a 491 may be made again.
    case offerAgain(Session.Index)
    /// The transfer was not heard of.
    case referral(Session.Index)
    /// The application says nothing of the transfer it was asked for.
    case transfer(Session.Index)
}
