/// Offers within calls: re-INVITE both ways (RFC 3261, 14) and UPDATE of the other side (RFC 3311).
extension UserAgent {
    // MARK: Theirs

    mutating func receiveReinvite(_ request: SIPMessage, _ index: Transaction.Index, _ session: Session.Index) {
        var conflict = conflict(of: session)
        // Before the ACK the other side's view of the session is not known for sure: it may try again (RFC 5407, 3.1.4).
        if conflict == nil, case .answered = sessions[session]?.phase { conflict = .requestPending }
        if conflict == nil, sessions[session]?.answer != nil { conflict = .requestPending }
        if let conflict { return refuseOffer(index, session, conflict) }
        take(request.sessionDescription, of: index, session)
    }

    /// An UPDATE without an offer refreshes the target; one with an offer waits for its answer like a re-INVITE.
    mutating func receiveUpdate(_ request: SIPMessage, _ index: Transaction.Index, _ session: Session.Index) {
        if case .none = request.sessionDescription {
            refreshTarget(of: session, by: request)
            respond(.ok, to: index, content(of: session))
            return
        }
        var conflict = conflict(of: session)
        if conflict == nil, sessions[session]?.answer?.expectsAnswer == true { conflict = .requestPending }
        if let conflict { return refuseOffer(index, session, conflict) }
        take(request.sessionDescription, of: index, session)
    }

    /// Why an offer of the other side cannot be taken now (RFC 3261, 14.2; RFC 3311, 5.2).
    private func conflict(of session: Session.Index) -> SIPStatus? {
        guard let state = sessions[session] else { return .noSuchCall }
        if state.received != nil { return .internalError }
        if state.sent != nil { return .requestPending }
        return nil
    }

    private mutating func refuseOffer(_ index: Transaction.Index, _ session: Session.Index, _ status: SIPStatus) {
        var content = content(of: session)
        if status == .requestPending { counters[.glares] += 1 }
        if status == .internalError {
            content.headers = [Self.retryAfter(.seconds(Int.random(in: 1...10, using: &random)))]
        }
        respond(status, to: index, content)
    }

    private mutating func take(_ description: ReceivedDescription, of index: Transaction.Index, _ session: Session.Index) {
        if case .malformed = description {
            var content = content(of: session)
            content.reason = "Malformed Session Description"
            respond(.badRequest, to: index, content)
            return
        }
        sessions[session]?.received = index
        // 100 is for INVITE: other requests are answered in one step (RFC 4320, 4.1).
        if transactions[index]?.request?.method == .invite { startTrying(session) }
        if case .some(let offer) = description { tell(session, .offer(offer)) } else { tell(session, .offerRequested) }
    }

    mutating func answerOffer(_ session: Session.Index, _ description: SessionDescription) {
        guard sessions[session]?.isAnswered == true, let index = sessions[session]?.received, let request = transactions[index]?.request
        else { return stale() }
        refreshTarget(of: session, by: request)
        if request.method == .invite { return sendAnswer(session, description) }
        var content = content(of: session)
        content.description = description
        answered(session, index, .ok, content)
    }

    mutating func refuseOffer(_ session: Session.Index, _ status: SIPStatus) {
        guard sessions[session]?.isAnswered == true, status.code >= 300, let index = sessions[session]?.received else { return stale() }
        answered(session, index, status, content(of: session))
    }

    private mutating func answered(_ session: Session.Index, _ index: Transaction.Index, _ status: SIPStatus, _ content: ResponseContent) {
        wheel.stop(sessions[session]?.postponed)
        respond(status, to: index, content)
        sessions[session]?.received = nil
        sendQueuedOffer(session)
    }

    // MARK: Ours

    /// Offers at once, or as soon as nothing else is under way; the last offer wins.
    mutating func offer(_ session: Session.Index, _ description: SessionDescription) {
        switch sessions[session]?.phase {
        case .answered, .confirmed:
            sessions[session]?.queuedOffer = description.bytes
            sendQueuedOffer(session)
        case .incoming, .dialling, .calling, .hungUp, nil:
            stale()
        }
    }

    mutating func sendQueuedOffer(_ session: Session.Index) {
        guard let state = sessions[session], case .confirmed = state.phase, !state.queuedOffer.isEmpty, state.received == nil,
            state.sent == nil, state.answer == nil, !state.isBackingOff
        else { return }
        sessions[session]?.queuedOffer = []
        sessions[session]?.offer = state.queuedOffer
        sendInvite(session, state.queuedOffer, .offer)
    }

    mutating func receivedOfferResponse(_ response: SIPMessage, _ status: SIPStatus, of index: Transaction.Index) {
        guard let session = transactions[index]?.session, case .confirmed = sessions[session]?.phase, sessions[session]?.sent == index
        else {
            return receivedExtraSuccess(response, of: index)
        }
        guard status.isFinal else { return }
        sessions[session]?.sent = nil
        let offer = sessions[session]?.offer ?? []
        sessions[session]?.offer = []
        if status.isSuccess {
            refreshTarget(of: session, by: response)
            acknowledge(response, of: session)
            guard case .some(let answer) = response.sessionDescription else {
                return sendBye(session, .temporaryFailure, ending: .lost(.notAcceptableHere))
            }
            tell(session, .offerAnswered(answer))
            sendQueuedOffer(session)
        } else if status == .requestPending {
            backOff(session, offer)
        } else if status == .noSuchCall || status == .requestTimeout {
            endIfLost(session, status)
        } else {
            tell(session, .offerRefused(status))
            sendQueuedOffer(session)
        }
    }

    /// Waits by RFC 3261, 14.1: 2.1 to 4 s for the one that made the Call-ID, up to 2 s for the other, in steps of 10 ms.
    private mutating func backOff(_ session: Session.Index, _ offer: [UInt8]) {
        counters[.glares] += 1
        guard let isCaller = sessions[session]?.id.isDialled else { return }
        if sessions[session]?.queuedOffer.isEmpty == true { sessions[session]?.queuedOffer = offer }
        let steps = isCaller ? Int.random(in: 210...400, using: &random) : Int.random(in: 0...200, using: &random)
        sessions[session]?.isBackingOff = true
        let timer = wheel.start(.offerAgain(session), at: time + .milliseconds(steps * 10))
        sessions[session]?.backOff = timer
    }

    mutating func offerAgain(_ session: Session.Index) {
        sessions[session]?.isBackingOff = false
        sendQueuedOffer(session)
    }
}
