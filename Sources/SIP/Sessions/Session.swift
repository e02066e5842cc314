/// One call as the engine sees it: a dialog with its INVITE usage (RFC 5057).
///
///     incoming -> answered -> confirmed -> hungUp
///     dialling -> calling  -> confirmed -> hungUp
struct Session: Sendable {
    typealias Index = Slab<Session>.Index

    enum Phase: Sendable {
        /// INVITE received, not answered.
        case incoming
        /// 2xx sent, no ACK yet.
        case answered
        /// The name of the target is being looked up.
        case dialling(offer: [UInt8], headers: [SIPHeaderLine])
        /// INVITE sent, no final response yet.
        case calling
        /// Both sides know that it stands.
        case confirmed
        /// BYE sent; kept until it is answered, so that a crossing BYE gets its 200.
        case hungUp
    }

    let id: SIPCallID
    var dialog: Dialog
    var phase: Phase
    /// The INVITE or UPDATE of the other side that waits for our answer.
    var received: Transaction.Index?
    /// The INVITE of ours that waits for its answer.
    var sent: Transaction.Index?
    /// Our 2xx, until its ACK.
    var answer: UnacknowledgedAnswer?
    /// Our offer in flight, kept for another try after 491. Descriptions are kept as bytes, to be small.
    var offer: [UInt8] = []
    /// Our offer that has to wait; empty for none.
    var queuedOffer: [UInt8] = []
    /// The last description that came with a provisional response; empty for none.
    var earlyAnswer: [UInt8] = []
    /// The other side's tag in the last provisional response to a call of ours; nil while there is none.
    var earlyTag: String?
    /// Set when we want to end a call that cannot be ended yet.
    var ending: PostponedEnding?
    /// The transfer that is under way.
    var referral: Referral?
    /// The transfer that waits for the ACK.
    var postponedReferral: PostponedReferral?
    /// The transfer that the other side asked for.
    var transfer: Transfer?
    /// How often it has asked for one.
    var transfers = 0
    /// The bound on ringing, either way.
    var ringing: UserAgent.TimerHandle?
    /// The 100 that is due.
    var postponed: UserAgent.TimerHandle?
    /// Who we are, should we be asked.
    var login = Login.none
    /// The next try after 491, and whether it is awaited.
    var backOff: UserAgent.TimerHandle?
    var isBackingOff = false

    /// Whether a 2xx was sent or received.
    var isAnswered: Bool {
        switch phase {
        case .answered, .confirmed: true
        case .incoming, .dialling, .calling, .hungUp: false
        }
    }

    /// What it takes to answer challenges; in a box, since few calls have it.
    indirect enum Login: Sendable {
        case none
        case at(DialogLogin)
    }

    /// A 2xx that is repeated until its ACK (RFC 3261, 13.3.1.4).
    struct UnacknowledgedAnswer: Sendable {
        var bytes: [UInt8]
        var peer: SIPPeer
        /// The CSeq number of its INVITE.
        var sequence: UInt32
        /// Whether it holds our offer, so that the ACK must hold the answer.
        var expectsAnswer: Bool
        var gap: Duration
        var repeating: UserAgent.TimerHandle?
        var waiting: UserAgent.TimerHandle?
    }

    /// An ending that waits for a response or an ACK.
    struct PostponedEnding: Sendable {
        var cause: SIPCause
        /// What the application is told of a call we dialled.
        var status: SIPStatus
        /// Whether the CANCEL is out.
        var isCancelSent = false
    }

    /// A REFER that cannot be sent yet.
    struct PostponedReferral: Sendable {
        var target: SIPURI
        var headers: [SIPHeaderLine]
    }

    /// A REFER that was taken, and what is owed to who sent it (RFC 3515, 2.4.4).
    struct Transfer: Sendable {
        /// Tells its NOTIFYs from those of an earlier REFER of the same dialog; nil for the first.
        var id: UInt32?
        /// Whether nobody wants to hear of it (RFC 4488).
        var isSilent: Bool
        var waiting: UserAgent.TimerHandle?
    }

    /// An implicit subscription (RFC 3515, 2.4.4).
    struct Referral: Sendable {
        var waiting: UserAgent.TimerHandle?
    }
}
