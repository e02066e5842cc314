/// What the application and the wheel want done.
extension UserAgent {
    mutating func handle(_ command: SIPCommand) {
        switch command {
        case .ring(let id, let early): with(id) { $0.ring($1, early) }
        case .answer(let id, let description): with(id) { $0.answer($1, description) }
        case .reject(let id, let status, let reason, let headers, let retryAfter):
            with(id) { $0.reject($1, status, reason: reason, headers: headers, retryAfter: retryAfter) }
        case .hangUp(let id, let cause): with(id) { $0.hangUp($1, cause) }
        case .answerOffer(let id, let description): with(id) { $0.answerOffer($1, description) }
        case .refuseOffer(let id, let status): with(id) { $0.refuseOffer($1, status) }
        case .offer(let id, let description): with(id) { $0.offer($1, description) }
        case .dial(let id, let request): dial(id, request)
        case .refer(let id, let target, let headers): with(id) { $0.refer($1, to: target, headers: headers) }
        case .reportTransfer(let id, let status): with(id) { $0.reportTransfer($1, status) }
        case .sendDigit(let id, let key, let duration): with(id) { $0.sendDigit($1, SIPDigit(key: key, duration: duration)) }
        case .setOverload(let retryAfter): overload = retryAfter
        case .drain(let retryAfter): drain = retryAfter
        }
    }

    private mutating func with(_ id: SIPCallID, _ body: (inout UserAgent, Session.Index) -> Void) {
        guard let session = sessionsByID[id] else { return stale() }
        body(&self, session)
    }

    mutating func fire(_ timer: EngineTimer) {
        switch timer {
        case .transaction(let index, let letter): drive(index, .expired(letter))
        case .trying(let session): sendTrying(session)
        case .ringing(let session): rangTooLong(session)
        case .cancelled(let session): cancelHadNoEffect(session)
        case .repeatAnswer(let session): repeatAnswer(session)
        case .acknowledgement(let session): unacknowledged(session)
        case .offerAgain(let session): offerAgain(session)
        case .referral(let session): finishReferral(session, .requestTimeout)
        case .transfer(let session): reportTransfer(session, .requestTimeout)
        }
    }

    private mutating func rangTooLong(_ session: Session.Index) {
        if case .incoming = sessions[session]?.phase {
            reject(session, .temporarilyUnavailable, reason: nil, headers: [], retryAfter: nil)
        } else {
            abandon(session, .normalClearing, .requestTimeout)
        }
    }

    /// The INVITE is over as if the CANCEL had never been (RFC 3261, 9.1).
    private mutating func cancelHadNoEffect(_ session: Session.Index) {
        if let index = sessions[session]?.sent { end(index) }
        let status = sessions[session]?.ending?.status ?? .requestTimeout
        finish(session, .failed(status, reason: status.reason))
    }
}
