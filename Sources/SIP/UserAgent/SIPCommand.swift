/// A call to be made.
public struct SIPDialRequest: Hashable, Sendable {
    /// Whom to call.
    public var target: SIPURI
    /// Who is calling; nil for ourselves.
    public var from: NameAddress?
    /// What we offer.
    public var offer: SessionDescription
    /// Further headers, such as `User-to-User` (RFC 7433), `Diversion` or `X-...`.
    public var headers: [SIPHeaderLine]
    /// Loose routes to go through, the outbound proxy first.
    public var routes: [SIPURI]
    /// How long the other side may ring.
    public var timeout: Duration
    /// Where everything of the call is sent, whatever the target and later contacts say; nil: where they say.
    public var peer: SIPPeer?
    /// Who we are there, should we be asked (401, 407).
    public var account: DigestAccount?

    /// A call to a phone that is registered, to where it was heard from.
    public init(
        to registration: Registration, from: NameAddress? = nil, offer: SessionDescription, headers: [SIPHeaderLine] = [],
        timeout: Duration = .seconds(120)
    ) {
        self.init(
            target: registration.contact, from: from, offer: offer, headers: headers, routes: registration.path.compactMap(\.uri),
            timeout: timeout)
        peer = registration.peer
    }

    /// A call to be made.
    public init(
        target: SIPURI, from: NameAddress? = nil, offer: SessionDescription, headers: [SIPHeaderLine] = [], routes: [SIPURI] = [],
        timeout: Duration = .seconds(120)
    ) {
        self.target = target
        self.from = from
        self.offer = offer
        self.headers = headers
        self.routes = routes
        self.timeout = timeout
    }
}

/// What an application tells the engine. A command for a call that is over, or that does not fit its state, is counted and ignored.
public enum SIPCommand: Sendable {
    /// An incoming call rings (180), or sends early media (183 with an answer to its offer).
    case ring(SIPCallID, SessionDescription? = nil)
    /// An incoming call is answered; the description answers its offer, or is our offer when it had none.
    case answer(SIPCallID, SessionDescription)
    /// An incoming call is refused.
    case reject(SIPCallID, SIPStatus, reason: String? = nil, headers: [SIPHeaderLine] = [], retryAfter: Duration? = nil)
    /// A call ends whatever its state: refused (480), cancelled or hung up.
    case hangUp(SIPCallID, SIPCause = .normalClearing)
    /// The answer to ``SIPEvent/offer(_:)``, or our offer after ``SIPEvent/offerRequested``.
    case answerOffer(SIPCallID, SessionDescription)
    /// An offer within a call is refused; the session stays as it was.
    case refuseOffer(SIPCallID, SIPStatus = .notAcceptableHere)
    /// Offers something new within a call (hold, another address or codec).
    case offer(SIPCallID, SessionDescription)
    /// Makes a call; the number must be new.
    case dial(SIPCallID, SIPDialRequest)
    /// Asks the other side to call `to` instead (RFC 3515, blind transfer).
    case refer(SIPCallID, to: SIPURI, headers: [SIPHeaderLine] = [])
    /// Says how far the transfer is that the other side asked for; a final status ends it. Nothing is said when nobody wants to know.
    case reportTransfer(SIPCallID, SIPStatus)
    /// Presses a key by INFO (application/dtmf-relay).
    case sendDigit(SIPCallID, Character, duration: Duration = .milliseconds(160))
    /// From now on new calls are refused with 503 and this Retry-After; nil ends it.
    case setOverload(retryAfter: Duration?)
    /// From now on new calls are refused, both ways; running ones finish.
    case drain(retryAfter: Duration = .seconds(60))
}

/// Why a call was ended by us, as the Reason header says it (RFC 3326; ITU-T Q.850).
public struct SIPCause: Hashable, Sendable {
    /// The Q.850 cause.
    public var code: Int
    /// Its words.
    public var text: String

    /// A cause.
    public init(_ code: Int, _ text: String) {
        self.code = code
        self.text = text
    }

    /// The usual one.
    public static let normalClearing = SIPCause(16, "Normal call clearing")
    /// Nothing heard from the other side's media.
    public static let mediaTimeout = SIPCause(102, "Recovery on timer expiry")
    /// We cannot go on.
    public static let temporaryFailure = SIPCause(41, "Temporary failure")
}
