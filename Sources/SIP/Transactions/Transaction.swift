/// Names a server transaction by RFC 3261, 17.2.3; an ACK or CANCEL finds its INVITE under `.invite`.
struct ServerTransactionKey: Hashable, Sendable {
    /// The branch; for peers of RFC 2543, what they are matched by instead.
    var branch: String
    var host: SIPHost
    var port: UInt16?
    var method: SIPMethod
}

/// Names a client transaction: a CANCEL has the branch of its INVITE (RFC 3261, 9.1).
struct ClientTransactionKey: Hashable, Sendable {
    var token: SIPToken
    var isCancel: Bool
}

/// Names an INVITE whichever way it came (RFC 3261, 8.2.2.2).
struct MergeKey: Hashable, Sendable {
    var callID: String
    var fromTag: String
    var sequence: UInt32
}

/// What a request of ours was for.
enum RequestPurpose: Hashable, Sendable {
    case invite
    case offer
    case bye
    case cancel
    case refer
    /// A NOTIFY of how a transfer is getting on.
    case report
    case info
    /// A BYE for an answer that lost against another fork's.
    case extraBye
    /// An OPTIONS that asks a registered phone whether it is there.
    case qualify(RegistrationID)
}

/// A request of ours that is being made.
struct OutgoingRequest: Sendable {
    var builder: SIPRequestBuilder
    /// The token in its branch.
    let token: SIPToken
    let peer: SIPPeer
}

/// One transaction with what it repeats and whom it tells.
struct Transaction: Sendable {
    typealias Index = Slab<Transaction>.Index

    /// What it is on the side it is on.
    enum Role: Sendable {
        case client(ClientTransactionKey, RequestPurpose)
        case server(ServerTransactionKey)
    }

    /// The request behind it; in a box of its own, since most transactions of a busy server just wait for their end.
    indirect enum Origin: Sendable {
        case none
        /// A request that was received and may still be answered.
        case received(SIPMessage)
        /// An INVITE of ours without its body, from which its CANCEL and its ACK are made.
        case invite(SIPRequestBuilder)
    }

    var machine: TransactionMachine
    let role: Role
    let peer: SIPPeer
    /// The call it belongs to.
    let session: Session.Index?
    /// What is repeated: the request, its ACK, or the last response. Empty when nothing more may be.
    var held: [UInt8] = []
    /// What it may still have to make a message from.
    var origin = Origin.none
    /// Whether the transport could not deliver (RFC 3261, 8.1.3.1: that is 503, silence is 408).
    var isUndelivered = false
    /// The key under which other copies of the INVITE are known.
    var mergeKey: MergeKey?
    var repeating: UserAgent.TimerHandle?
    var waiting: UserAgent.TimerHandle?

    /// The request that was received, as long as it may be answered.
    var request: SIPMessage? {
        if case .received(let request) = origin { request } else { nil }
    }

    /// The INVITE of ours, until its final response.
    var invite: SIPRequestBuilder? {
        if case .invite(let builder) = origin { builder } else { nil }
    }
}

extension ServerTransactionKey {
    /// The key of a request, or of the request a response of ours is for; nil when the Via or From is malformed.
    init?(_ message: SIPMessage) {
        guard let via = message.topVia else { return nil }
        host = via.host
        port = via.port
        method = message.cseq.method == .ack || message.cseq.method == .cancel ? .invite : message.cseq.method
        if via.hasUniqueBranch, let branch = via.branch {
            self.branch = branch
        } else {
            // RFC 3261, 17.2.3, for peers of RFC 2543: Request-URI, From tag, Call-ID, CSeq number and the top Via.
            guard let from = message.from else { return nil }
            branch = "\(message.requestURIText) \(from.tag ?? "") \(message.callID) \(message.cseq.number) \(via.branch ?? "")"
        }
    }
}
