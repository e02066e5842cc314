/// The non-INVITE client transaction of RFC 3261, 17.1.2.
///
///     trying -> proceeding -> completed -> terminated
struct ClientTransaction: Hashable, Sendable {
    enum State: Hashable, Sendable {
        /// Nothing heard; `gap` is the last value of timer E.
        case trying(gap: Duration)
        case proceeding
        case completed
        case terminated
    }

    private(set) var state = State.trying(gap: .zero)

    mutating func handle(_ event: TransactionEvent, _ conditions: TransactionConditions, into steps: inout [TransactionStep]) {
        let times = conditions.times
        switch (state, event) {
        case (.trying, .begin):
            state = .trying(gap: times.t1)
            steps.append(.transmit)
            if !conditions.isReliable { steps.append(.start(.e, after: times.t1)) }
            steps.append(.start(.f, after: times.transactionLife))
        case (.trying(let gap), .expired(.e)):
            let next = min(gap * 2, times.t2)
            state = .trying(gap: next)
            steps += [.transmit, .start(.e, after: next)]
        case (.proceeding, .expired(.e)):
            steps += [.transmit, .start(.e, after: times.t2)]
        case (.trying, .expired(.f)), (.proceeding, .expired(.f)), (.trying, .transportFailed), (.proceeding, .transportFailed):
            state = .terminated
            steps += [.stopRepeating, .stopWaiting, .timeOut, .end]
        case (.trying, .response(..<200)), (.proceeding, .response(..<200)):
            state = .proceeding
            steps.append(.deliver)
        case (.trying, .response), (.proceeding, .response):
            steps += [.stopRepeating, .stopWaiting, .deliver]
            state = conditions.isReliable ? .terminated : .completed
            steps.append(conditions.isReliable ? .end : .start(.k, after: times.t4))
        case (.completed, .expired(.k)):
            state = .terminated
            steps.append(.end)
        default:
            break
        }
    }
}
