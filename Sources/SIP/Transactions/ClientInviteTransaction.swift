/// The INVITE client transaction of RFC 3261, 17.1.1 with the Accepted state of RFC 6026, 7.2.
///
///     calling -> proceeding -> accepted (2xx) or completed (3xx-6xx) -> terminated
struct ClientInviteTransaction: Hashable, Sendable {
    enum State: Hashable, Sendable {
        /// Nothing heard; `gap` is the last value of timer A.
        case calling(gap: Duration)
        case proceeding
        case completed
        case accepted
        case terminated
    }

    private(set) var state = State.calling(gap: .zero)

    mutating func handle(_ event: TransactionEvent, _ conditions: TransactionConditions, into steps: inout [TransactionStep]) {
        switch (state, event) {
        case (.calling, .begin):
            steps.append(.transmit)
            repeatRequest(after: conditions.times.t1, conditions, into: &steps)
            steps.append(.start(.b, after: conditions.times.transactionLife))
        case (.calling(let gap), .expired(.a)):
            steps.append(.transmit)
            repeatRequest(after: gap * 2, conditions, into: &steps)
        case (.calling, .expired(.b)), (.calling, .transportFailed), (.proceeding, .transportFailed):
            end(with: [.stopRepeating, .stopWaiting, .timeOut], into: &steps)
        case (.completed, .expired(.d)), (.accepted, .expired(.m)):
            end(with: [], into: &steps)
        case (.calling, .response(let status)), (.proceeding, .response(let status)):
            hear(status, conditions, into: &steps)
        case (.completed, .response(300...699)):
            steps.append(.acknowledge)
        case (.accepted, .response(200...299)):
            steps.append(.deliver)
        default:
            break
        }
    }

    private mutating func repeatRequest(after gap: Duration, _ conditions: TransactionConditions, into steps: inout [TransactionStep]) {
        state = .calling(gap: gap)
        if !conditions.isReliable { steps.append(.start(.a, after: gap)) }
    }

    private mutating func hear(_ status: Int, _ conditions: TransactionConditions, into steps: inout [TransactionStep]) {
        if case .calling = state { steps += [.stopRepeating, .stopWaiting] }
        switch status {
        case ..<200:
            state = .proceeding
            steps.append(.deliver)
        case 200...299:
            state = .accepted
            steps += [.deliver, .start(.m, after: conditions.times.transactionLife)]
        default:
            steps += [.acknowledge, .deliver]
            guard !conditions.isReliable else { return end(with: [], into: &steps) }
            state = .completed
            steps.append(.start(.d, after: conditions.times.completedInviteLife))
        }
    }

    private mutating func end(with last: [TransactionStep], into steps: inout [TransactionStep]) {
        state = .terminated
        steps += last
        steps.append(.end)
    }
}
