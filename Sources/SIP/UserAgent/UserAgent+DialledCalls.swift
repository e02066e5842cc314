/// Calls that we make, from the command to the ACK.
extension UserAgent {
    mutating func dial(_ id: SIPCallID, _ request: SIPDialRequest) {
        guard id.isDialled, sessionsByID[id] == nil else { return stale() }
        counters[.dialledCalls] += 1
        guard sessions.count < configuration.limits.calls, hasRoomForTransaction(inCall: false) else {
            counters[.refusedCalls] += 1
            outputs.append(.event(id, .ended(.failed(.serviceUnavailable, reason: "No More Calls"))))
            return
        }
        let hop = request.routes.first ?? request.target
        let remote = SIPEndpoint(host: hop.host, port: hop.port ?? 5060)
        guard let transport = request.peer?.transport ?? hop.transport(otherwise: .udp),
            let peer = request.peer ?? peer(transport, to: remote) ?? listener(transport, for: remote)
        else {
            outputs.append(.event(id, .ended(.failed(.serviceUnavailable, reason: "No Such Transport"))))
            return
        }
        let session = insert(
            Session(id: id, dialog: dialog(for: request, to: peer), phase: .dialling(offer: request.offer.bytes, headers: request.headers)))
        startRinging(session, .ringing(session), after: request.timeout)
        if let account = request.account { sessions[session]?.login = .at(DialogLogin(account)) }
        sessions[session]?.dialog.isPinned = request.peer != nil
        if remote.host.isAddress || request.peer != nil {
            invite(session)
        } else {
            outputs.append(.resolve(id, remote.host, port: remote.port, transport))
        }
    }

    /// Any listener of a transport, for a name that is not looked up yet.
    private func listener(_ transport: SIPTransportProtocol, for remote: SIPEndpoint) -> SIPPeer? {
        guard !remote.host.isAddress else { return nil }
        return configuration.listeners.first { $0.transport == transport }.map { SIPPeer(transport, remote: remote, local: $0.local) }
    }

    private mutating func dialog(for request: SIPDialRequest, to peer: SIPPeer) -> Dialog {
        let tag = newToken()
        var local = request.from ?? contact(for: peer)
        if request.from == nil { local.parameters = SIPParameters() }
        local.tag = tag.description
        return Dialog(
            callID: "\(newToken())\(newToken())", localTag: tag, localAddress: local,
            remoteAddress: NameAddress(uri: request.target.asRequestURI),
            localSequence: UInt32.random(in: 1...0xFFFF, using: &random), remoteSequence: nil, remoteTarget: request.target.asRequestURI,
            routeSet: request.routes.map { NameAddress(uri: $0) }, peer: peer)
    }

    mutating func resolved(_ call: SIPCallID, to addresses: [SIPEndpoint]) {
        guard let session = sessionsByID[call], case .dialling = sessions[session]?.phase, let usual = sessions[session]?.dialog.peer
        else { return }
        for address in addresses {
            guard let peer = peer(usual.transport, to: address) else { continue }
            move(session, to: peer)
            return invite(session)
        }
        finish(session, .failed(.serviceUnavailable, reason: "Host Not Found"))
    }

    private mutating func invite(_ session: Session.Index) {
        guard case .dialling(let offer, let headers) = sessions[session]?.phase else { return }
        sessions[session]?.phase = .calling
        sendInvite(session, offer, .invite, headers: headers)
    }

    /// Sends an INVITE with an offer, at the start of a call or within it.
    mutating func sendInvite(_ session: Session.Index, _ offer: [UInt8], _ purpose: RequestPurpose, headers: [SIPHeaderLine] = []) {
        guard var request = request(.invite, in: session) else { return }
        request.builder.contact = contact(for: request.peer)
        request.builder.headers = [Self.allow, SIPHeaderLine(.userAgent, configuration.product)] + headers
        request.builder.setBody(offer, type: MediaType.sdp)
        let index = send(request, purpose, of: session)
        sessions[session]?.sent = index
    }

    /// A response to the INVITE of a call that we make.
    mutating func receivedInviteResponse(_ response: SIPMessage, _ status: SIPStatus, of index: Transaction.Index) {
        guard let session = transactions[index]?.session, case .calling = sessions[session]?.phase else {
            return receivedExtraSuccess(response, of: index)
        }
        if status.isProvisional {
            receivedProvisional(response, status, session)
        } else if status.isSuccess {
            established(session, by: response)
        } else {
            let ending = sessions[session]?.ending
            finish(session, .failed(ending?.status ?? status, reason: ending?.status.reason ?? response.reasonPhrase))
        }
    }

    private mutating func receivedProvisional(_ response: SIPMessage, _ status: SIPStatus, _ session: Session.Index) {
        if sessions[session]?.ending != nil { return sendCancel(session) }
        var early: SessionDescription?
        if status != .trying, case .some(let description) = response.sessionDescription { early = description }
        if early != nil { sessions[session]?.earlyAnswer = Array(response.body) }
        if let tag = response.to?.tag { sessions[session]?.earlyTag = tag }
        tell(session, .provisional(status, early))
    }

    /// The first 2xx makes the dialog (RFC 3261, 12.1.2 and 13.2.2.4); what 2xx lacks may have come with 183.
    private mutating func established(_ session: Session.Index, by response: SIPMessage) {
        guard let to = response.to else { return finish(session, .failed(.internalError, reason: "Malformed Response")) }
        sessions[session]?.dialog.remoteAddress = to
        sessions[session]?.dialog.routeSet = response.recordRoutes.reversed()
        refreshTarget(of: session, by: response)
        sessions[session]?.sent = nil
        wheel.stop(sessions[session]?.ringing)
        acknowledge(response, of: session)
        sessions[session]?.phase = .confirmed
        var answer = try? SessionDescription(parsing: sessions[session]?.earlyAnswer[...] ?? [])
        if case .some(let description) = response.sessionDescription { answer = description }
        sessions[session]?.earlyAnswer = []
        if let ending = sessions[session]?.ending {
            return sendBye(session, ending.cause, ending: .failed(ending.status, reason: ending.status.reason))
        }
        guard let answer else {
            return sendBye(session, .temporaryFailure, ending: .failed(.notAcceptableHere, reason: "No Session Description"))
        }
        tell(session, .answered(answer))
    }

    /// Sends the ACK of a 2xx to an INVITE of ours, with the credentials of that.
    mutating func acknowledge(_ response: SIPMessage, of session: Session.Index) {
        var credentials: SIPHeaderLine?
        if case .at(let login) = sessions[session]?.login { credentials = login.inviteCredentials }
        acknowledge(response, sessions[session]?.dialog, credentials)
    }

    /// Sends the ACK of a 2xx. It is made anew from each 2xx, so that nothing has to be kept.
    private mutating func acknowledge(_ response: SIPMessage, _ dialog: Dialog?, _ credentials: SIPHeaderLine? = nil) {
        guard var dialog else { return }
        var request = dialog.request(.ack, via: via(newToken(), for: dialog.peer), sequence: response.cseq.number)
        if let credentials { request.headers.append(credentials) }
        send(request.bytes, to: dialog.peer)
    }

    /// Another 2xx for an INVITE that has one: a repetition gets its ACK again, another fork an ACK and a BYE (RFC 3261, 13.2.2.4).
    mutating func receivedExtraSuccess(_ response: SIPMessage, of index: Transaction.Index) {
        guard response.status?.isSuccess == true, let transaction = transactions[index] else { return }
        if let session = transaction.session, let dialog = sessions[session]?.dialog, dialog.remoteTag == response.to?.tag {
            return acknowledge(response, of: session)
        }
        guard var dialog = strayDialog(of: response, like: transaction.peer) else { return }
        acknowledge(response, dialog)
        guard case .client(_, .invite) = transaction.role else { return }
        counters[.extraForks] += 1
        let token = newToken()
        let bye = dialog.request(.bye, via: via(token, for: dialog.peer))
        send(OutgoingRequest(builder: bye, token: token, peer: dialog.peer), .extraBye, of: nil)
    }

    /// The dialog a 2xx speaks of, from that 2xx alone.
    private func strayDialog(of response: SIPMessage, like peer: SIPPeer) -> Dialog? {
        guard let from = response.from, let to = response.to, let tag = from.tag.flatMap({ SIPToken($0) }),
            let target = response.contacts.first?.uri ?? to.uri
        else { return nil }
        var dialog = Dialog(
            callID: response.callID, localTag: tag, localAddress: from, remoteAddress: to, localSequence: response.cseq.number,
            remoteSequence: nil, remoteTarget: target, routeSet: response.recordRoutes.reversed(), peer: peer)
        dialog.peer = self.peer(for: dialog.nextHop, like: peer)
        return dialog
    }

    /// Takes the Contact of a message as the remote target (RFC 3261, 12.2.1.2 and 12.2.2).
    mutating func refreshTarget(of session: Session.Index, by message: SIPMessage) {
        guard var dialog = sessions[session]?.dialog else { return }
        if let target = message.contacts.first?.uri { dialog.remoteTarget = target }
        let peer = dialog.isPinned ? dialog.peer : peer(for: dialog.nextHop, like: dialog.peer)
        sessions[session]?.dialog = dialog
        move(session, to: peer)
    }

    // MARK: Giving up

    /// Gives a call up that nobody has answered: at once, or when the first provisional response allows a CANCEL (RFC 3261, 9.1).
    mutating func abandon(_ session: Session.Index, _ cause: SIPCause, _ status: SIPStatus) {
        if case .dialling = sessions[session]?.phase { return finish(session, .failed(status, reason: status.reason)) }
        guard sessions[session]?.ending == nil else { return }
        wheel.stop(sessions[session]?.ringing)
        sessions[session]?.ending = Session.PostponedEnding(cause: cause, status: status)
        guard let index = sessions[session]?.sent, case .clientInvite(let machine) = transactions[index]?.machine else { return }
        if machine.state == .proceeding { sendCancel(session) }
    }

    private mutating func sendCancel(_ session: Session.Index) {
        guard let ending = sessions[session]?.ending, !ending.isCancelSent, let index = sessions[session]?.sent,
            let transaction = transactions[index], let invite = transaction.invite, case .client(let key, _) = transaction.role
        else { return }
        sessions[session]?.ending?.isCancelSent = true
        var cancel = invite.cancel()
        cancel.add(.reason, ending.cause.headerValue)
        send(OutgoingRequest(builder: cancel, token: key.token, peer: transaction.peer), .cancel, of: session)
        startRinging(session, .cancelled(session), after: configuration.times.transactionLife)
    }
}

extension SIPCause {
    /// The value of Reason (RFC 3326).
    var headerValue: String {
        "Q.850;cause=\(code);text=\"\(text.filter { $0 != "\"" && $0 != "\\" && !$0.isNewline })\""
    }
}
