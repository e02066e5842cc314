/// Calls that come in, from the INVITE to the ACK.
extension UserAgent {
    /// How long the application may think before the caller hears 100.
    ///
    /// RFC 3261, 17.2.1 wants 100 only when nothing else is said within 200 ms. An application that answers at once thus saves
    /// a datagram a call, and the INVITE is first repeated after 500 ms.
    static let tryingDelay = Duration.milliseconds(200)

    mutating func receiveCall(_ request: SIPMessage, _ key: ServerTransactionKey, from peer: SIPPeer) {
        guard let from = request.from, let to = request.to, let requestURI = request.requestURI else {
            return refuse(request, .badRequest, from: peer)
        }
        let merge = MergeKey(callID: request.callID, fromTag: from.tag ?? "", sequence: request.cseq.number)
        guard mergeableInvites[merge] == nil else {
            counters[.mergedRequests] += 1
            return refuse(request, .loopDetected, from: peer)
        }
        if let refusal = callRefusal(from: peer) {
            counters[refusal.counter] += 1
            return refuse(request, .serviceUnavailable, from: peer, headers: [Self.retryAfter(refusal.retryAfter)])
        }
        var call = IncomingCall(request, requestURI, from: from, to: to, offer: nil, peer)
        switch replacement(by: request) {
        case .nothing: break
        case .call(let replaced): call.replaced = replaced
        case .refused(let status):
            counters[.refusedRequests] += 1
            return refuse(request, status, from: peer)
        }
        switch request.sessionDescription {
        case .malformed:
            counters[.refusedRequests] += 1
            return refuse(request, .badRequest, from: peer, reason: "Malformed Session Description")
        case .none: break
        case .some(let offer): call.offer = offer
        }
        begin(request, key, merge, call, from: peer)
    }

    private mutating func callRefusal(from peer: SIPPeer) -> (counter: SIPCounter, retryAfter: Duration)? {
        if let drain { return (.refusedDraining, drain) }
        if let overload { return (.refusedOverload, overload) }
        if sessions.count >= configuration.limits.calls { return (.refusedCalls, .seconds(10)) }
        if !hasRoomForTransaction(inCall: false) { return (.refusedTransactions, .seconds(10)) }
        if !callers.admit(peer.remote.host, at: time) { return (.refusedSource, .seconds(5)) }
        return nil
    }

    private mutating func begin(
        _ request: SIPMessage, _ key: ServerTransactionKey, _ merge: MergeKey, _ call: IncomingCall, from peer: SIPPeer
    ) {
        var call = call
        // Who vouches for callers must be trusted; a phone that only registered speaks for itself (RFC 3325, 5).
        if !isTrusted(peer.remote.host) { call.assertedIdentities = [] }
        incomingCalls += 1
        counters[.incomingCalls] += 1
        let session = insert(
            Session(id: SIPCallID(incoming: incomingCalls), dialog: dialog(with: request, call, from: peer), phase: .incoming))
        let transaction = makeServerTransaction(for: request, key, from: responsePeer(of: request, from: peer), of: session)
        transactions[transaction]?.mergeKey = merge
        mergeableInvites[merge] = transaction
        sessions[session]?.received = transaction
        startTrying(session)
        startRinging(session, .ringing(session), after: configuration.limits.ringing)
        tell(session, .incoming(call))
    }

    /// The dialog an INVITE makes at the called side (RFC 3261, 12.1.1).
    private mutating func dialog(with request: SIPMessage, _ call: IncomingCall, from peer: SIPPeer) -> Dialog {
        let tag = newToken()
        var local = call.to
        local.tag = tag.description
        let target = request.contacts.first?.uri ?? call.from.uri ?? SIPURI(host: peer.remote.host, port: peer.remote.port)
        var dialog = Dialog(
            callID: request.callID, localTag: tag, localAddress: local, remoteAddress: call.from,
            localSequence: UInt32.random(in: 1...0xFFFF, using: &random), remoteSequence: request.cseq.number, remoteTarget: target,
            routeSet: request.recordRoutes, peer: peer)
        dialog.peer = self.peer(for: dialog.nextHop, like: peer)
        return dialog
    }

    /// 100, when nothing else was said in time.
    mutating func sendTrying(_ session: Session.Index) {
        sessions[session]?.postponed = nil
        guard let index = sessions[session]?.received, transactions[index]?.held.isEmpty == true else { return }
        respond(.trying, to: index)
    }

    mutating func ring(_ session: Session.Index, _ early: SessionDescription?) {
        guard case .incoming = sessions[session]?.phase else { return stale() }
        var content = content(of: session)
        content.description = early
        respond(early == nil ? .ringing : .sessionProgress, to: sessions[session]?.received, content)
    }

    mutating func answer(_ session: Session.Index, _ description: SessionDescription) {
        guard case .incoming = sessions[session]?.phase else { return stale() }
        wheel.stop(sessions[session]?.ringing)
        sessions[session]?.phase = .answered
        sendAnswer(session, description)
    }

    /// Sends a 2xx with a description and repeats it until its ACK (RFC 3261, 13.3.1.4), over TCP too.
    mutating func sendAnswer(_ session: Session.Index, _ description: SessionDescription) {
        guard let index = sessions[session]?.received, let transaction = transactions[index], let request = transaction.request else {
            return
        }
        var content = content(of: session)
        content.headers.append(Self.allow)
        content.description = description
        let bytes = respond(.ok, to: index, content)
        sessions[session]?.received = nil
        wheel.stop(sessions[session]?.postponed)
        let times = configuration.times
        let repeating = wheel.start(.repeatAnswer(session), at: time + times.t1)
        let waiting = wheel.start(.acknowledgement(session), at: time + times.transactionLife)
        sessions[session]?.answer = Session.UnacknowledgedAnswer(
            bytes: bytes, peer: transaction.peer, sequence: request.cseq.number, expectsAnswer: request.body.isEmpty, gap: times.t1,
            repeating: repeating, waiting: waiting)
    }

    mutating func repeatAnswer(_ session: Session.Index) {
        guard let answer = sessions[session]?.answer else { return }
        counters[.retransmitted] += 1
        send(answer.bytes, to: answer.peer)
        let gap = min(answer.gap * 2, configuration.times.t2)
        let timer = wheel.start(.repeatAnswer(session), at: time + gap)
        sessions[session]?.answer?.gap = gap
        sessions[session]?.answer?.repeating = timer
    }

    mutating func reject(_ session: Session.Index, _ status: SIPStatus, reason: String?, headers: [SIPHeaderLine], retryAfter: Duration?) {
        guard case .incoming = sessions[session]?.phase, status.code >= 300 else { return stale() }
        var content = content(of: session)
        content.contact = nil
        content.reason = reason
        content.headers = headers
        if let retryAfter { content.headers.append(Self.retryAfter(retryAfter)) }
        respond(status, to: sessions[session]?.received, content)
        finish(session, .rejected(status))
    }

    /// The other side gave up its INVITE; a CANCEL that comes after the answer has no effect (RFC 3261, 9.2).
    mutating func cancelled(_ session: Session.Index, reason: String?) {
        respond(.requestTerminated, to: sessions[session]?.received, content(of: session))
        sessions[session]?.received = nil
        if case .incoming = sessions[session]?.phase {
            finish(session, .cancelled(reason: reason))
        } else {
            wheel.stop(sessions[session]?.postponed)
            tell(session, .offerCancelled)
            sendQueuedOffer(session)
        }
    }

    /// The ACK of a 2xx (RFC 3261, 13.3.1.4); one that comes again is absorbed.
    mutating func acknowledged(_ session: Session.Index, by request: SIPMessage) {
        guard let answer = sessions[session]?.answer, answer.sequence == request.cseq.number else { return }
        wheel.stop(answer.repeating)
        wheel.stop(answer.waiting)
        sessions[session]?.answer = nil
        var description: SessionDescription?
        if answer.expectsAnswer, case .some(let answer) = request.sessionDescription { description = answer }
        guard description != nil || !answer.expectsAnswer else { return hangUpUnanswered(session) }
        if case .answered = sessions[session]?.phase {
            sessions[session]?.phase = .confirmed
            if let ending = sessions[session]?.ending { return sendBye(session, ending.cause, ending: .localBye) }
            tell(session, .acknowledged(description))
            if let referral = sessions[session]?.postponedReferral.take() {
                refer(session, to: referral.target, headers: referral.headers)
            }
        } else if let description {
            tell(session, .offerAnswered(description))
        }
        sendQueuedOffer(session)
    }

    /// What each response within a call holds.
    func content(of session: Session.Index) -> ResponseContent {
        guard let dialog = sessions[session]?.dialog else { return ResponseContent() }
        return ResponseContent(toTag: dialog.localTag.description, contact: contact(for: dialog.peer))
    }
}

extension IncomingCall {
    fileprivate init(
        _ request: SIPMessage, _ requestURI: SIPURI, from: NameAddress, to: NameAddress, offer: SessionDescription?, _ source: SIPPeer
    ) {
        self.init(
            requestURI: requestURI, to: to, from: from, assertedIdentities: request.pAssertedIdentity,
            diversions: request.diversion, history: request.historyInfo,
            headers: request.allHeaders.filter { $0.name.lowercased() == "user-to-user" || $0.name.lowercased().hasPrefix("x-") }
                .map { SIPHeaderLine(SIPHeaderName($0.name), $0.value) },
            offer: offer, callID: request.callID, source: source)
    }
}

/// What a body says about the session.
enum ReceivedDescription: Sendable {
    case none
    case some(SessionDescription)
    case malformed
}

extension SIPMessage {
    /// The session description in the body; a body of another type is none.
    var sessionDescription: ReceivedDescription {
        guard !body.isEmpty, contentType?.name == MediaType.sdp || contentType == nil else { return .none }
        guard let description = try? SessionDescription(parsing: body) else { return .malformed }
        return .some(description)
    }
}
