/// Names one registration as long as it lasts.
public struct RegistrationID: Hashable, Sendable {
    let index: Registrar.Entries.Index
}

/// What a registrar wants done.
public enum RegistrarOutput: Sendable {
    /// The answer to the REGISTER that was handled: exactly one.
    case respond(SIPStatus, reason: String? = nil, headers: [SIPHeaderLine] = [])
    /// Tell the application.
    case event(RegistrationEvent)
    /// Ask a phone whether it is there (OPTIONS), and come back with ``Registrar/answered(_:at:into:)`` or `unanswered`.
    case qualify(RegistrationID, Registration)
    /// Send two line ends there.
    case keepAlive(SIPPeer)
}

/// Knows where users are to be reached: the registrar and location service of RFC 3261, 10.3, as a value without socket and clock.
///
///     REGISTER -> [ who may, who is it, what is wanted ] -> response
///                                  |
///                                  v
///     user -> registrations, each with its expiry, its OPTIONS and its keep-alive  <- one timer wheel
///
/// Time never runs backwards; call ``advance(to:into:)`` at ``nextDeadline``.
public struct Registrar: Sendable {
    typealias Entries = Slab<Entry>

    /// A registration and what hangs on it.
    struct Entry: Sendable {
        var registration: Registration
        /// When the phone was asked last.
        var asked: SIPInstant
        var isWaiting = false
        var expiry: TimerWheel<RegistrarTimer>.Handle?
        var watch: TimerWheel<RegistrarTimer>.Handle?
        var keepAlive: TimerWheel<RegistrarTimer>.Handle?
    }

    /// What it was told at the start.
    public let configuration: RegistrarConfiguration
    var gate: DigestGate
    var guessing: GuessGuard
    var wheel: TimerWheel<RegistrarTimer>
    var entries = Entries()
    var users: [String: [Entries.Index]] = [:]
    /// The time of the input that is being handled.
    var time: SIPInstant
    /// The caller's buffer while an input is being handled.
    var outputs: [RegistrarOutput] = []

    /// A registrar whose clock stands at `now`, without any registration.
    public init(_ configuration: RegistrarConfiguration, at now: SIPInstant) {
        self.configuration = configuration
        gate = DigestGate(configuration.gate)
        guessing = GuessGuard(configuration.guessing, at: now)
        wheel = TimerWheel(at: now)
        time = now
    }

    /// Registrations of all users.
    public var count: Int { entries.count }

    /// When to call ``advance(to:into:)`` next, at the latest.
    public var nextDeadline: SIPInstant? { wheel.nextDeadline }

    /// Where a user can be reached: those that answer first, then the ones it prefers, then the newest.
    public func registrations(of user: String) -> [Registration] {
        (users[user] ?? []).compactMap { entries[$0]?.registration }.filter { $0.expires > time }.sorted { left, right in
            if left.isAnswering != right.isAnswering { return left.isAnswering }
            return (left.preference, left.refreshed) > (right.preference, right.refreshed)
        }
    }

    /// Takes a REGISTER; exactly one of the outputs is its response.
    public mutating func handle(_ request: SIPMessage, from peer: SIPPeer, at now: SIPInstant, into outputs: inout [RegistrarOutput]) {
        enter(now, &outputs)
        do throws(RegistrarRefusal) {
            let user = try admit(request, from: peer)
            try update(user, by: request, from: peer)
            self.outputs.append(.respond(.ok, headers: headers(of: user, for: request)))
        } catch {
            self.outputs.append(.respond(error.status, reason: error.reason, headers: error.headers))
        }
        leave(&outputs)
    }

    /// A phone has answered, whatever it said.
    public mutating func answered(_ id: RegistrationID, at now: SIPInstant, into outputs: inout [RegistrarOutput]) {
        enter(now, &outputs)
        heard(id.index)
        leave(&outputs)
    }

    /// A phone could not be asked, or has not answered.
    public mutating func unanswered(_ id: RegistrationID, at now: SIPInstant, into outputs: inout [RegistrarOutput]) {
        enter(now, &outputs)
        if entries[id.index]?.isWaiting == true { missed(id.index) }
        leave(&outputs)
    }

    /// Fires what is due.
    public mutating func advance(to now: SIPInstant, into outputs: inout [RegistrarOutput]) {
        enter(now, &outputs)
        leave(&outputs)
    }

    private mutating func enter(_ now: SIPInstant, _ outputs: inout [RegistrarOutput]) {
        swap(&self.outputs, &outputs)
        time = max(time, now)
        while let timer = wheel.popDue(at: time) { fire(timer) }
    }

    private mutating func leave(_ outputs: inout [RegistrarOutput]) {
        swap(&self.outputs, &outputs)
    }
}

/// What hangs on the wheel of a registrar.
enum RegistrarTimer: Hashable, Sendable {
    case expiry(Registrar.Entries.Index)
    /// The phone is to be asked, or was asked and should have answered.
    case watch(Registrar.Entries.Index)
    case keepAlive(Registrar.Entries.Index)
}

/// A response that refuses a REGISTER; nothing was changed.
struct RegistrarRefusal: Error, Sendable {
    var status: SIPStatus
    var reason: String?
    var headers: [SIPHeaderLine] = []

    init(_ status: SIPStatus, reason: String? = nil, headers: [SIPHeaderLine] = []) {
        self.status = status
        self.reason = reason
        self.headers = headers
    }
}

extension Registration {
    /// Whether nothing speaks against calling it.
    var isAnswering: Bool { reach != .unreachable }
}
