/// The registrar's door to the network.
extension UserAgent {
    /// A REGISTER gets a transaction, so that its repetition hears the same and is not judged again.
    mutating func receiveRegister(_ request: SIPMessage, _ key: ServerTransactionKey, from peer: SIPPeer) {
        guard hasRoomForTransaction(inCall: false) else {
            counters[.refusedTransactions] += 1
            return refuse(request, .serviceUnavailable, from: peer, headers: [Self.retryAfter(.seconds(10))])
        }
        let index = makeServerTransaction(for: request, key, from: responsePeer(of: request, from: peer), of: nil)
        registrar?.handle(request, from: peer, at: time, into: &registrarOutputs)
        carryRegistrar(answering: index, request)
    }

    /// Lets the registrar do what is due.
    mutating func advanceRegistrar() {
        guard let deadline = registrar?.nextDeadline, deadline <= time else { return }
        registrar?.advance(to: time, into: &registrarOutputs)
        carryRegistrar()
    }

    /// A phone could not be asked, or did not answer for very long.
    mutating func unanswered(_ id: RegistrationID) {
        registrar?.unanswered(id, at: time, into: &registrarOutputs)
        carryRegistrar()
    }

    /// Carries out what the registrar wants.
    mutating func carryRegistrar(answering index: Transaction.Index? = nil, _ request: SIPMessage? = nil) {
        while !registrarOutputs.isEmpty {
            for output in registrarOutputs.take() {
                switch output {
                case .respond(let status, let reason, let headers):
                    counters[status.isSuccess ? .registers : .registersRefused] += 1
                    let server = [SIPHeaderLine(.server, configuration.product)]
                    let tag = request.map { computedTag(for: $0) }
                    respond(status, to: index, ResponseContent(toTag: tag, reason: reason, headers: headers + server))
                case .event(let event):
                    if case .refused = event { counters[.wrongPasswords] += 1 }
                    outputs.append(.registration(event))
                case .qualify(let id, let registration): qualify(id, registration)
                case .keepAlive(let peer): outputs.append(.send(SIPStreamFramer.ping, to: peer))
                }
            }
        }
    }

    /// Asks a phone whether it is there, where it was heard from (RFC 3261, 11.1).
    private mutating func qualify(_ id: RegistrationID, _ registration: Registration) {
        guard hasRoomForTransaction(inCall: false) else {
            registrar?.unanswered(id, at: time, into: &registrarOutputs)
            return
        }
        let token = newToken()
        var from = contact(for: registration.peer)
        from.parameters = SIPParameters()
        from.tag = newToken().description
        var builder = SIPRequestBuilder(
            .options, uri: registration.contact.asRequestURI, via: via(token, for: registration.peer), from: from,
            to: NameAddress(uri: registration.contact.asRequestURI), callID: "\(newToken())\(newToken())", cseq: 1)
        builder.routes = registration.path
        builder.contact = contact(for: registration.peer)
        builder.headers = [Self.accept, SIPHeaderLine(.userAgent, configuration.product)]
        send(OutgoingRequest(builder: builder, token: token, peer: registration.peer), .qualify(id), of: nil)
    }
}

extension Array {
    /// What is in it, leaving nothing.
    fileprivate mutating func take() -> Self {
        defer { self = [] }
        return self
    }
}
