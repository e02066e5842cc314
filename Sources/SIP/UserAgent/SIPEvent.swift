/// A call that came in.
public struct IncomingCall: Hashable, Sendable {
    /// The Request-URI: whom the network wants reached.
    public var requestURI: SIPURI
    /// The To header: whom the caller dialled.
    public var to: NameAddress
    /// The From header: who says to be calling.
    public var from: NameAddress
    /// P-Asserted-Identity: who is calling, by the word of a trusted peer (RFC 3325).
    public var assertedIdentities: [NameAddress]
    /// Diversion: who sent the call on, the last one first (RFC 5806).
    public var diversions: [NameAddress]
    /// History-Info, oldest first (RFC 7044).
    public var history: [NameAddress]
    /// User-to-User (RFC 7433) and every `X-` header.
    public var headers: [SIPHeaderLine]
    /// What the caller offers; nil when it wants our offer.
    public var offer: SessionDescription?
    /// The Call-ID header, for records.
    public var callID: String
    /// Where the INVITE came from.
    public var source: SIPPeer
    /// The call with us whose place it wants (RFC 3891); nil for a call of its own.
    public var replaced: SIPCallID?
}

/// A key pressed by INFO.
public struct SIPDigit: Hashable, Sendable {
    /// `0`-`9`, `*`, `#`, `A`-`D`.
    public var key: Character
    /// How long it was pressed; nil when the message does not say.
    public var duration: Duration?
}

/// What the other side asks for by REFER: that whom it talks to be brought together with somebody else (RFC 3515).
public struct SIPTransferRequest: Hashable, Sendable {
    /// With whom; what stood in the address for the request to come, headers and method, is taken off.
    public var target: SIPURI
    /// Set where the other side has called the target already and leaves that call to us (RFC 3891): an attended transfer.
    public var replaces: Replaces?
    /// The call with us that it means; nil when it is none of ours.
    public var replacedCall: SIPCallID?
    /// Who asks, as it says itself (RFC 3892).
    public var referredBy: NameAddress?
}

/// What the engine tells the application about one call.
public enum SIPEvent: Hashable, Sendable {
    /// A call came in and waits for ``SIPCommand/ring(_:_:)``, `answer` or `reject`.
    case incoming(IncomingCall)
    /// The caller has our answer; with its own when the offer was ours.
    case acknowledged(SessionDescription?)
    /// The called side rings, sends early media, or just is there (100).
    case provisional(SIPStatus, SessionDescription?)
    /// The called side has answered a call we dialled.
    case answered(SessionDescription)
    /// The other side offers something new; it waits for ``SIPCommand/answerOffer(_:_:)`` or `refuseOffer`.
    case offer(SessionDescription)
    /// The other side wants our offer; it waits for ``SIPCommand/answerOffer(_:_:)``.
    case offerRequested
    /// The other side took its offer back before it was answered.
    case offerCancelled
    /// Our offer within the call was answered, now or in the ACK of a re-INVITE without one.
    case offerAnswered(SessionDescription)
    /// Our offer within the call was refused; the session stays as it was.
    case offerRefused(SIPStatus)
    /// A key was pressed by INFO.
    case digit(SIPDigit)
    /// The other side wants its partner transferred and was told that it is being done: ``SIPCommand/reportTransfer(_:_:)`` says how it
    /// comes out.
    case transferAsked(SIPTransferRequest)
    /// How far the transfer is (the status of the NOTIFY).
    case referProgress(SIPStatus)
    /// The transfer is over, well or not; 408 when nothing was heard of it.
    case referFinished(SIPStatus)
    /// The call is over: the last event of every call, exactly once.
    case ended(SIPEnding)
}

/// How a call ended.
public enum SIPEnding: Hashable, Sendable {
    /// The other side hung up, with its Reason header.
    case remoteBye(reason: String?)
    /// We hung up.
    case localBye
    /// The caller gave up before the answer.
    case cancelled(reason: String?)
    /// We refused the call.
    case rejected(SIPStatus)
    /// The called side refused, or the network did; 408 when nobody answered in time, 487 when we cancelled,
    /// 503 when it could not be reached.
    case failed(SIPStatus, reason: String)
    /// The ACK of our answer never came, or held no answer to our offer.
    case notAcknowledged
    /// The other side no longer knows the call (481), or does not answer within it (408).
    case lost(SIPStatus)
}
