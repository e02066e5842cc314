/// Who we are at the other side of a call, and what it has challenged us with.
///
/// The first request goes out without credentials and comes back challenged; it is sent again with an answer. From then on each request has
/// credentials from the start: the same nonce, used once more (RFC 7616, 3.4). When the other side wants a new nonce for it, it says so by
/// another challenge, which is answered too: once, or as long as it says `stale`, three times in all.
struct DialogLogin: Sendable {
    /// A request on its way, as it is without credentials.
    private struct Asked {
        var request: SIPRequestBuilder
        /// How many challenges it has answered.
        var answers: Int
    }

    private static let mostAnswers = 3

    private let account: DigestAccount
    /// The challenge that was answered last, and how many requests have answered it.
    private var challenge: DigestChallenge?
    private var isProxy = false
    private var uses: UInt32 = 0
    private var asked: [SIPToken: Asked] = [:]
    /// What the last INVITE had, for its ACK (RFC 3261, 22.1).
    private(set) var inviteCredentials: SIPHeaderLine?

    /// Nobody has been asked for anything yet.
    init(_ account: DigestAccount) {
        self.account = account
    }

    /// Gives a request that is about to be sent its credentials, when it is known what they are.
    ///
    /// - Parameter answers: how many challenges it has answered.
    mutating func sign(_ request: inout SIPRequestBuilder, _ token: SIPToken, answers: Int, clientNonce: String) {
        asked[token] = Asked(request: request, answers: answers)
        guard let line = credentials(for: request, clientNonce) else { return }
        request.headers.append(line)
        if request.method == .invite { inviteCredentials = line }
    }

    private mutating func credentials(for request: SIPRequestBuilder, _ clientNonce: String) -> SIPHeaderLine? {
        guard let challenge, uses < .max else { return nil }
        let subject = DigestSubject(request.method, uri: "\(request.uri.asRequestURI)", body: request.body)
        guard let credentials = account.answer([challenge], subject, clientNonce: clientNonce, number: uses + 1) else { return nil }
        uses += 1
        return SIPHeaderLine(isProxy ? .proxyAuthorization : .authorization, credentials.description)
    }

    /// The request again, and how many challenges it will have answered then; nil when the response is no challenge that can be answered.
    mutating func retry(_ token: SIPToken, after response: SIPMessage) -> (request: SIPRequestBuilder, answers: Int)? {
        guard response.statusCode >= 200, let asked = asked.removeValue(forKey: token),
            response.statusCode == 401 || response.statusCode == 407, asked.answers < Self.mostAnswers,
            let challenge = response.challenges.first(where: { account.canAnswer($0) }), asked.answers == 0 || challenge.isStale
        else { return nil }
        self.challenge = challenge
        isProxy = response.statusCode == 407
        uses = 0
        return (asked.request, asked.answers + 1)
    }
}

extension UserAgent {
    /// Puts credentials into a request of a call whose other side may want them. A CANCEL has none: it could not be sent again
    /// (RFC 3261, 22.1).
    mutating func signed(_ request: OutgoingRequest, _ purpose: RequestPurpose, of session: Session.Index?, answers: Int)
        -> OutgoingRequest
    {
        guard let session, purpose != .cancel, case .at(var login) = sessions[session]?.login else { return request }
        var request = request
        login.sign(&request.builder, request.token, answers: answers, clientNonce: newToken().description)
        sessions[session]?.login = .at(login)
        return request
    }

    /// Sends a request again with an answer to the challenge that came back (RFC 3261, 22.2); false when it was none, or that cannot be.
    mutating func askAgain(_ response: SIPMessage, _ index: Transaction.Index) -> Bool {
        guard let transaction = transactions[index], case .client(let key, let purpose) = transaction.role, purpose != .cancel,
            let session = transaction.session, case .at(var login) = sessions[session]?.login
        else { return false }
        let again = login.retry(key.token, after: response)
        sessions[session]?.login = .at(login)
        // A call that is given up is not asked for again.
        if purpose == .invite, sessions[session]?.ending != nil { return false }
        guard let again, let number = sessions[session]?.dialog.nextSequence() else { return false }
        let token = newToken()
        var request = again.request
        request.via = via(token, for: transaction.peer)
        request.cseq = number
        let outgoing = OutgoingRequest(builder: request, token: token, peer: transaction.peer)
        let next = send(outgoing, purpose, of: session, answers: again.answers)
        if sessions[session]?.sent == index { sessions[session]?.sent = next }
        return true
    }
}
