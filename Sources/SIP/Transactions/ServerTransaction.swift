/// The non-INVITE server transaction of RFC 3261, 17.2.2.
///
///     trying -> proceeding -> completed -> terminated
struct ServerTransaction: Hashable, Sendable {
    enum State: Hashable, Sendable {
        case trying
        case proceeding
        case completed
        case terminated
    }

    private(set) var state = State.trying

    mutating func handle(_ event: TransactionEvent, _ conditions: TransactionConditions, into steps: inout [TransactionStep]) {
        switch (state, event) {
        case (.trying, .begin):
            steps.append(.deliver)
        case (.proceeding, .request), (.completed, .request):
            steps.append(.transmit)
        case (.trying, .respond(..<200)), (.proceeding, .respond(..<200)):
            state = .proceeding
            steps.append(.transmit)
        case (.trying, .respond), (.proceeding, .respond):
            steps.append(.transmit)
            state = conditions.isReliable ? .terminated : .completed
            steps.append(conditions.isReliable ? .end : .start(.j, after: conditions.times.transactionLife))
        case (.completed, .expired(.j)):
            state = .terminated
            steps.append(.end)
        case (.trying, .transportFailed), (.proceeding, .transportFailed), (.completed, .transportFailed):
            state = .terminated
            steps += [.stopWaiting, .timeOut, .end]
        default:
            break
        }
    }
}
