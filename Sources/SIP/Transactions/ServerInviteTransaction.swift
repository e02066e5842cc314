/// The INVITE server transaction of RFC 3261, 17.2.1 with the Accepted state of RFC 6026, 7.1.
///
///     proceeding -> accepted (2xx), or completed (3xx-6xx) -> confirmed -> terminated
///
/// The user repeats a 2xx itself until the ACK (RFC 3261, 13.3.1.4); meanwhile the transaction absorbs the INVITE.
struct ServerInviteTransaction: Hashable, Sendable {
    enum State: Hashable, Sendable {
        /// No final response yet.
        case proceeding(hasResponded: Bool)
        /// Refused; `gap` is the last value of timer G.
        case completed(gap: Duration)
        case confirmed
        case accepted
        case terminated
    }

    private(set) var state = State.proceeding(hasResponded: false)

    mutating func handle(_ event: TransactionEvent, _ conditions: TransactionConditions, into steps: inout [TransactionStep]) {
        let times = conditions.times
        switch (state, event) {
        case (.proceeding, .begin):
            steps.append(.deliver)
        case (.proceeding(true), .request), (.completed, .request):
            steps.append(.transmit)
        case (.proceeding, .respond(let status)):
            respond(status, conditions, into: &steps)
        case (.accepted, .respond(200...299)):
            steps.append(.transmit)
        case (.completed(let gap), .expired(.g)):
            let next = min(gap * 2, times.t2)
            state = .completed(gap: next)
            steps += [.transmit, .start(.g, after: next)]
        case (.completed, .acknowledgement):
            steps += [.stopRepeating, .stopWaiting]
            state = conditions.isReliable ? .terminated : .confirmed
            steps.append(conditions.isReliable ? .end : .start(.i, after: times.t4))
        case (.completed, .expired(.h)), (.proceeding, .transportFailed), (.completed, .transportFailed):
            state = .terminated
            steps += [.stopRepeating, .stopWaiting, .timeOut, .end]
        case (.confirmed, .expired(.i)), (.accepted, .expired(.l)):
            state = .terminated
            steps.append(.end)
        default:
            break
        }
    }

    private mutating func respond(_ status: Int, _ conditions: TransactionConditions, into steps: inout [TransactionStep]) {
        steps.append(.transmit)
        switch status {
        case ..<200:
            state = .proceeding(hasResponded: true)
        case 200...299:
            state = .accepted
            steps.append(.start(.l, after: conditions.times.transactionLife))
        default:
            state = .completed(gap: conditions.times.t1)
            if !conditions.isReliable { steps.append(.start(.g, after: conditions.times.t1)) }
            steps.append(.start(.h, after: conditions.times.transactionLife))
        }
    }
}
