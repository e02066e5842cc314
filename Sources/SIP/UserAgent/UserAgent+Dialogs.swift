/// Requests within calls.
extension UserAgent {
    // MARK: Tables

    mutating func insert(_ session: Session) -> Session.Index {
        let index = sessions.insert(session)
        sessionsByID[session.id] = index
        sessionsByTag[session.dialog.localTag] = index
        partners.hold(session.dialog.peer.remote.host)
        return index
    }

    /// Sends what follows in a call elsewhere.
    mutating func move(_ session: Session.Index, to peer: SIPPeer) {
        guard let before = sessions[session]?.dialog.peer else { return }
        partners.hold(peer.remote.host)
        partners.release(before.remote.host)
        sessions[session]?.dialog.peer = peer
    }

    /// The call a request belongs to: by our tag, then by Call-ID and the other side's tag (RFC 3261, 12.2.2).
    func session(of request: SIPMessage) -> Session.Index? {
        guard let tag = request.to?.tag.flatMap({ SIPToken($0) }), let index = sessionsByTag[tag],
            let dialog = sessions[index]?.dialog, dialog.callID == request.callID, dialog.remoteTag == request.from?.tag
        else { return nil }
        return index
    }

    /// Tells the application about a call.
    mutating func tell(_ session: Session.Index, _ event: SIPEvent) {
        guard let id = sessions[session]?.id else { return }
        outputs.append(.event(id, event))
    }

    /// Bounds the time a call may wait, in place of the bound before.
    mutating func startRinging(_ session: Session.Index, _ timer: EngineTimer, after interval: Duration) {
        wheel.stop(sessions[session]?.ringing)
        let handle = wheel.start(timer, at: time + interval)
        sessions[session]?.ringing = handle
    }

    /// Sends 100 unless something else is said in time.
    mutating func startTrying(_ session: Session.Index) {
        let handle = wheel.start(.trying(session), at: time + Self.tryingDelay)
        sessions[session]?.postponed = handle
    }

    /// Begins a request within a call.
    mutating func request(_ method: SIPMethod, in session: Session.Index) -> OutgoingRequest? {
        let token = newToken()
        guard let peer = sessions[session]?.dialog.peer else { return nil }
        let via = via(token, for: peer)
        guard let builder = sessions[session]?.dialog.request(method, via: via) else { return nil }
        return OutgoingRequest(builder: builder, token: token, peer: peer)
    }

    // MARK: Requests

    mutating func receiveInDialog(_ request: SIPMessage, _ key: ServerTransactionKey, from peer: SIPPeer) {
        guard let session = session(of: request), let phase = sessions[session]?.phase else {
            counters[.unknownDialogs] += 1
            return refuse(request, .noSuchCall, from: peer)
        }
        if case .hungUp = phase, request.method != .bye { return refuse(request, .noSuchCall, from: peer) }
        guard hasRoomForTransaction(inCall: true) else {
            counters[.refusedTransactions] += 1
            return refuse(request, .serviceUnavailable, from: peer, headers: [Self.retryAfter(.seconds(10))])
        }
        guard sessions[session]?.dialog.accept(remoteSequence: request.cseq.number) == true else {
            counters[.staleRequests] += 1
            return refuse(request, .internalError, from: peer, reason: "CSeq Out Of Order")
        }
        let index = makeServerTransaction(for: request, key, from: responsePeer(of: request, from: peer), of: session)
        switch request.method {
        case .bye: receiveBye(request, index, session)
        case .invite: receiveReinvite(request, index, session)
        case .update: receiveUpdate(request, index, session)
        case .info: receiveInfo(request, index, session)
        case .notify: receiveNotify(request, index, session)
        case .refer: receiveRefer(request, index, session)
        case .options: receiveOptions(index, session)
        default: respond(.methodNotAllowed, to: index, ResponseContent(headers: [Self.allow]))
        }
    }

    private mutating func receiveOptions(_ index: Transaction.Index, _ session: Session.Index) {
        var content = content(of: session)
        content.headers = [Self.allow, Self.accept, SIPHeaderLine(.supported, "")]
        respond(.ok, to: index, content)
    }

    private mutating func receiveBye(_ request: SIPMessage, _ index: Transaction.Index, _ session: Session.Index) {
        respond(.ok, to: index, ResponseContent())
        if case .hungUp = sessions[session]?.phase { return }
        // The INVITE that waits gets its final response all the same (RFC 3261, 15.1.2).
        respond(.requestTerminated, to: sessions[session]?.received, content(of: session))
        sessions[session]?.received = nil
        finish(session, .remoteBye(reason: request.value(.reason)))
    }

    // MARK: Responses

    /// A response to a request of ours.
    mutating func received(_ response: SIPMessage, of index: Transaction.Index) {
        guard let status = response.status, let transaction = transactions[index], case .client(_, let purpose) = transaction.role else {
            return
        }
        if askAgain(response, index) { return }
        switch purpose {
        case .invite:
            receivedInviteResponse(response, status, of: index)
        case .offer:
            receivedOfferResponse(response, status, of: index)
        case .bye:
            if status.isFinal, let session = transaction.session { remove(session) }
        case .refer:
            if status.isFinal, let session = transaction.session { receivedReferResponse(status, session) }
        case .info:
            if status.isFinal, let session = transaction.session { endIfLost(session, status) }
        case .qualify(let id):
            // Whatever a phone says, it is there (RFC 3261, 11.2 has it answer as it would an INVITE).
            registrar?.answered(id, at: time, into: &registrarOutputs)
            carryRegistrar()
        case .report:
            if status.isFinal, !status.isSuccess, let session = transaction.session { forgetTransfer(session) }
        case .cancel, .extraBye:
            break
        }
    }

    /// A request of ours that nobody answered, or that could not be sent.
    mutating func timedOut(_ index: Transaction.Index) {
        counters[.timeouts] += 1
        guard let transaction = transactions[index], case .client(_, let purpose) = transaction.role else { return }
        if case .qualify(let id) = purpose { return unanswered(id) }
        guard let session = transaction.session else { return }
        let silence: SIPStatus = transaction.isUndelivered ? .serviceUnavailable : .requestTimeout
        switch purpose {
        case .invite:
            let status = sessions[session]?.ending?.status ?? silence
            finish(session, .failed(status, reason: status.reason))
        case .offer, .info:
            endIfLost(session, .requestTimeout)
        case .refer:
            receivedReferResponse(silence, session)
        case .report:
            forgetTransfer(session)
        case .bye:
            remove(session)
        case .cancel, .extraBye, .qualify:
            break
        }
    }

    /// A 2xx may come when its transaction is long gone; anything else is noise.
    mutating func receive(stray response: SIPMessage) {
        counters[.strayResponses] += 1
    }
}
