/// Transactions: made, driven, matched, ended.
extension UserAgent {
    // MARK: Driving

    /// Lets a transaction hear something and does what it wants; `response` is what it was heard from.
    mutating func drive(_ index: Transaction.Index, _ event: TransactionEvent, response: SIPMessage? = nil) {
        guard let isReliable = transactions[index]?.peer.transport.isReliable else { return }
        var steps: [TransactionStep] = []
        let conditions = TransactionConditions(times: configuration.times, isReliable: isReliable)
        transactions[index]?.machine.handle(event, conditions, into: &steps)
        let isRepetition = event == .request || event.isRepeatingTimer
        for step in steps { perform(step, of: index, response: response, isRepetition: isRepetition) }
    }

    private mutating func perform(_ step: TransactionStep, of index: Transaction.Index, response: SIPMessage?, isRepetition: Bool) {
        switch step {
        case .transmit:
            if isRepetition { counters[.retransmitted] += 1 }
            transmit(index)
        case .acknowledge:
            acknowledgeRefusal(index, response)
        case .start(let timer, let after):
            start(timer, of: index, after: after)
        case .stopRepeating:
            wheel.stop(transactions[index]?.repeating)
        case .stopWaiting:
            wheel.stop(transactions[index]?.waiting)
        case .deliver:
            if let response { received(response, of: index) }
        case .timeOut:
            timedOut(index)
        case .end:
            end(index)
        }
    }

    private mutating func transmit(_ index: Transaction.Index) {
        guard let transaction = transactions[index], !transaction.held.isEmpty else { return }
        send(transaction.held, to: transaction.peer)
    }

    private mutating func start(_ timer: TransactionTimer, of index: Transaction.Index, after: Duration) {
        guard transactions[index] != nil else { return }
        let handle = wheel.start(.transaction(index, timer), at: time + after)
        if timer.repeats {
            wheel.stop(transactions[index]?.repeating)
            transactions[index]?.repeating = handle
        } else {
            wheel.stop(transactions[index]?.waiting)
            transactions[index]?.waiting = handle
        }
    }

    /// Forgets a transaction.
    mutating func end(_ index: Transaction.Index) {
        guard let transaction = transactions.remove(index) else { return }
        wheel.stop(transaction.repeating)
        wheel.stop(transaction.waiting)
        switch transaction.role {
        case .client(let key, _):
            clientTransactions[key] = nil
            partners.release(transaction.peer.remote.host)
            clientTransactions.shrink()
        case .server(let key):
            serverTransactions[key] = nil
            if let merge = transaction.mergeKey { mergeableInvites[merge] = nil }
            serverTransactions.shrink()
            mergeableInvites.shrink()
        }
    }

    /// Sends a message, counted.
    mutating func send(_ bytes: [UInt8], to peer: SIPPeer) {
        counters[.sent] += 1
        outputs.append(.send(bytes, to: peer))
    }

    // MARK: Client

    /// Sends a request in a transaction of its own.
    ///
    /// - Parameter answers: how many challenges it answers by now.
    @discardableResult mutating func send(
        _ request: OutgoingRequest, _ purpose: RequestPurpose, of session: Session.Index?, answers: Int = 0
    ) -> Transaction.Index {
        let request = signed(request, purpose, of: session, answers: answers)
        let key = ClientTransactionKey(token: request.token, isCancel: purpose == .cancel)
        let isInvite = request.builder.method == .invite
        var transaction = Transaction(
            machine: isInvite ? .clientInvite(ClientInviteTransaction()) : .client(ClientTransaction()),
            role: .client(key, purpose), peer: request.peer, session: session, held: request.builder.bytes)
        if isInvite {
            var builder = request.builder
            builder.setBody([], type: "")
            transaction.origin = .invite(builder)
        }
        let index = transactions.insert(transaction)
        clientTransactions[key] = index
        partners.hold(request.peer.remote.host)
        drive(index, .begin)
        return index
    }

    /// The ACK of a refused INVITE; it stands in for the request from then on, to be repeated (RFC 3261, 17.1.1.3).
    private mutating func acknowledgeRefusal(_ index: Transaction.Index, _ response: SIPMessage?) {
        if let response, let invite = transactions[index]?.invite {
            transactions[index]?.held = invite.acknowledgement(of: response).bytes
            transactions[index]?.origin = .none
        }
        transmit(index)
    }

    /// Takes a response to the transaction it belongs to (RFC 3261, 17.1.3).
    mutating func receive(response: SIPMessage) {
        guard let vias = response.vias, vias.count == 1, let token = vias[0].branch.flatMap({ SIPToken(branch: $0) }),
            let index = clientTransactions[ClientTransactionKey(token: token, isCancel: response.cseq.method == .cancel)]
        else { return receive(stray: response) }
        drive(index, .response(response.statusCode), response: response)
    }

    /// Takes bytes back that could not be sent.
    mutating func undelivered(_ bytes: [UInt8]) {
        guard let message = try? SIPMessage(parsing: bytes, framing: .stream), let via = message.topVia else { return }
        if message.isRequest {
            guard message.method != .ack, let token = via.branch.flatMap({ SIPToken(branch: $0) }) else { return }
            guard let index = clientTransactions[ClientTransactionKey(token: token, isCancel: message.method == .cancel)] else { return }
            transactions[index]?.isUndelivered = true
            drive(index, .transportFailed)
        } else if let key = ServerTransactionKey(message), let index = serverTransactions[key] {
            drive(index, .transportFailed)
        }
    }

    // MARK: Server

    /// Whether one more transaction fits; calls in progress have a quarter in reserve, so that they can end.
    func hasRoomForTransaction(inCall: Bool) -> Bool {
        let limit = configuration.limits.transactions
        return transactions.count < (inCall ? limit + limit / 4 : limit)
    }

    /// Makes the transaction of a new request.
    mutating func makeServerTransaction(
        for request: SIPMessage, _ key: ServerTransactionKey, from peer: SIPPeer, of session: Session.Index?
    ) -> Transaction.Index {
        let isInvite = key.method == .invite
        let index = transactions.insert(
            Transaction(
                machine: isInvite ? .serverInvite(ServerInviteTransaction()) : .server(ServerTransaction()),
                role: .server(key), peer: peer, session: session, origin: .received(request)))
        serverTransactions[key] = index
        drive(index, .begin)
        return index
    }

    /// Answers the request of a transaction; after a final response the request is forgotten.
    @discardableResult mutating func respond(
        _ status: SIPStatus, to index: Transaction.Index?, _ content: ResponseContent = ResponseContent()
    )
        -> [UInt8]
    {
        guard let index, let transaction = transactions[index], let request = transaction.request else { return [] }
        let bytes = response(status, to: request, content)
        transactions[index]?.held = bytes
        if status.isFinal { transactions[index]?.origin = .none }
        drive(index, .respond(status.code))
        if status.isSuccess, case .serverInvite = transaction.machine { transactions[index]?.held = [] }
        return bytes
    }
}

extension TransactionEvent {
    /// Whether it is a timer that sends again.
    var isRepeatingTimer: Bool {
        if case .expired(let timer) = self { timer.repeats } else { false }
    }
}
