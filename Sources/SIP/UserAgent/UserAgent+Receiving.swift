/// From bytes to the part of the engine that they are for.
extension UserAgent {
    /// Whether a source is on the list of trusted ones.
    public func isTrusted(_ source: SIPHost) -> Bool {
        configuration.trusted.contains { $0.contains(source) }
    }

    /// Whether a source may connect at all: it is trusted, a call with it stands, or strangers are told that they are none.
    public func mayConnect(_ source: SIPHost) -> Bool {
        isTrusted(source) || partners.contains(source) || configuration.strangers == .forbid || mayRegister(source)
    }

    mutating func receive(_ bytes: [UInt8], from peer: SIPPeer) {
        guard admit(peer) else { return }
        do throws(SIPParseError) {
            receive(try SIPMessage(parsing: bytes, framing: .datagram), from: peer)
        } catch {
            receive(malformed: error, from: peer)
        }
    }

    mutating func receive(_ event: SIPStreamFramer.Event, from peer: SIPPeer) {
        switch event {
        case .message(let message):
            if admit(peer) { receive(message, from: peer) }
        case .malformed(let error), .broken(let error):
            if admit(peer) { receive(malformed: error, from: peer) }
        case .ping:
            if isTrusted(peer.remote.host) || mayRegister(peer.remote.host) { outputs.append(.send(SIPStreamFramer.pong, to: peer)) }
        case .pong:
            break
        }
    }

    private mutating func receive(_ message: SIPMessage, from peer: SIPPeer) {
        var message = message
        message.source = peer.remote
        if !isTrusted(peer.remote.host), !isWithinCall(message, peer), !isRegistering(message, peer), !isOfPhone(message, peer) {
            forbid(message, from: peer)
        } else if message.isRequest {
            receive(request: message, from: peer)
        } else {
            receive(response: message)
        }
    }

    /// Empty datagrams and line ends keep a NAT binding open (RFC 5626, 3.5.1); they are no mistake.
    private mutating func receive(malformed error: SIPParseError, from peer: SIPPeer) {
        guard error.kind != .empty, isTrusted(peer.remote.host) else { return }
        counters[.malformed] += 1
        guard let response = error.response(for: peer.remote, toTag: newToken().description), var via = error.topVia else { return }
        via.mark(source: peer.remote)
        send(response, to: responsePeer(via, from: peer))
    }

    // MARK: Strangers

    /// Counts a message; false when its source is to hear nothing.
    private mutating func admit(_ peer: SIPPeer) -> Bool {
        let isKnown = isTrusted(peer.remote.host) || partners.contains(peer.remote.host)
        counters[isKnown ? .received : .strangers] += 1
        if isKnown { return true }
        return mayRegister(peer.remote.host) ? registrants.admit(peer.remote.host, at: time) : mayRefuse(peer)
    }

    /// Whether a source that need not be trusted may register.
    private func mayRegister(_ source: SIPHost) -> Bool {
        registrar?.mayRegister(source) == true
    }

    /// Who may register is heard with that alone, and with its CANCELs and ACKs not at all.
    private func isRegistering(_ message: SIPMessage, _ peer: SIPPeer) -> Bool {
        message.isRequest && message.method == .register && mayRegister(peer.remote.host)
    }

    /// A phone that stands registered is heard from where it registered, by the name by which it did.
    private func isOfPhone(_ message: SIPMessage, _ peer: SIPPeer) -> Bool {
        guard message.isRequest, let user = message.from?.uri?.decodedUser else { return false }
        return registrations(of: user).contains { $0.peer.transport == peer.transport && $0.peer.remote == peer.remote }
    }

    /// Whom we called need not be trusted to be heard within that call: its responses, and requests that know our tag.
    private func isWithinCall(_ message: SIPMessage, _ peer: SIPPeer) -> Bool {
        partners.contains(peer.remote.host) && (!message.isRequest || message.to?.tag.flatMap { SIPToken($0) } != nil)
    }

    private mutating func mayRefuse(_ peer: SIPPeer) -> Bool {
        guard configuration.strangers == .forbid else { return false }
        let isAdmitted = strangers.admit(peer.remote.host, at: time)
        if !isAdmitted { counters[.strangersSilenced] += 1 }
        return isAdmitted
    }

    /// Answers a stranger where it really is, whatever its Via says.
    private mutating func forbid(_ request: SIPMessage, from peer: SIPPeer) {
        if partners.contains(peer.remote.host) || mayRegister(peer.remote.host) {
            counters[.strangers] += 1
            guard mayRefuse(peer) else { return }
        }
        guard request.isRequest, request.method != .ack else { return }
        send(response(.forbidden, to: request, ResponseContent(toTag: computedTag(for: request))), to: peer)
    }

    // MARK: Requests

    private mutating func receive(request: SIPMessage, from peer: SIPPeer) {
        // Without a first Via nobody knows whom a response is for (RFC 3261, 18.2.2).
        guard request.topVia != nil else {
            counters[.malformed] += 1
            return
        }
        guard let key = ServerTransactionKey(request) else {
            counters[.malformed] += 1
            // Without a Via nobody knows where a response would go.
            guard request.topVia != nil, request.method != .ack else { return }
            return refuse(request, .badRequest, from: peer)
        }
        switch request.method {
        case .ack:
            return receiveAcknowledgement(request, key)
        case .cancel:
            return receiveCancel(request, key, from: peer)
        default:
            break
        }
        if let index = serverTransactions[key] { return drive(index, .request) }
        switch check.verdict(on: request) {
        case .accept: dispatch(request, key, from: peer)
        case .discard: counters[.malformed] += 1
        case .reject(let rejection):
            counters[.refusedRequests] += 1
            refuse(request, rejection.status, from: peer, reason: rejection.reason, headers: rejection.headers)
        }
    }

    private mutating func dispatch(_ request: SIPMessage, _ key: ServerTransactionKey, from peer: SIPPeer) {
        if request.to?.tag == nil {
            receiveOutsideDialog(request, key, from: peer)
        } else {
            receiveInDialog(request, key, from: peer)
        }
    }

    private mutating func receiveOutsideDialog(_ request: SIPMessage, _ key: ServerTransactionKey, from peer: SIPPeer) {
        switch request.method {
        case .invite:
            receiveCall(request, key, from: peer)
        case .options:
            answerOptions(request, from: peer)
        case .register:
            receiveRegister(request, key, from: peer)
        default:
            counters[.unknownDialogs] += 1
            refuse(request, .noSuchCall, from: peer)
        }
    }

    /// The answer to OPTIONS is what the answer to an INVITE would be, made without any state (RFC 3261, 11.2 and 8.2.7).
    mutating func answerOptions(_ request: SIPMessage, from peer: SIPPeer) {
        if let retryAfter = drain ?? overload {
            return refuse(request, .serviceUnavailable, from: peer, headers: [Self.retryAfter(retryAfter)])
        }
        var content = ResponseContent(toTag: computedTag(for: request))
        content.headers = [Self.allow, Self.accept, SIPHeaderLine(.supported, ""), SIPHeaderLine(.server, configuration.product)]
        content.contact = contact(for: peer)
        send(response(.ok, to: request, content), to: responsePeer(of: request, from: peer))
    }

    private mutating func receiveAcknowledgement(_ request: SIPMessage, _ key: ServerTransactionKey) {
        if let index = serverTransactions[key], let machine = transactions[index]?.machine, !machine.isAccepted {
            return drive(index, .acknowledgement)
        }
        guard case .accept = check.verdict(on: request), let index = session(of: request) else {
            counters[.strayAcknowledgements] += 1
            return
        }
        acknowledged(index, by: request)
    }

    /// A CANCEL is answered as often as it comes, and ends an INVITE that has no final response (RFC 3261, 9.2).
    private mutating func receiveCancel(_ request: SIPMessage, _ key: ServerTransactionKey, from peer: SIPPeer) {
        guard let index = serverTransactions[key], let invite = transactions[index] else {
            return refuse(request, .noSuchCall, from: peer)
        }
        let tag = invite.session.flatMap { sessions[$0]?.dialog.localTag.description } ?? computedTag(for: request)
        send(response(.ok, to: request, ResponseContent(toTag: tag)), to: responsePeer(of: request, from: peer))
        guard !invite.machine.isOver, let session = invite.session else { return }
        cancelled(session, reason: request.value(.reason))
    }
}

extension TransactionMachine {
    /// Whether it is an INVITE that was answered with 2xx, whose ACK belongs to the dialog.
    var isAccepted: Bool {
        if case .serverInvite(let machine) = self { machine.state == .accepted } else { false }
    }
}
