import Diagnostics

/// What only a queue knows is used where somebody waits in one.
enum QueueFactElsewhere: FlowRule {
    static let page = RulePage(
        "queue-fact", "What a queue knows is used where somebody waits in it",
        """
        `queue.position` and `queue.wait` are known in the `prompt` of an `announce`, `queue.waited` in everything that an
        `announce` says and in a `whisper`. Anywhere else nobody waits, or nobody has asked the queue.
        """)

    private static let untold: Set<CallFact> = [.queuePosition, .queueWait]
    private static let all: Set<CallFact> = [.queuePosition, .queueWait, .queueWaited]

    static func check(_ check: FlowCheck, into findings: inout [Diagnostic]) {
        for expression in check.draft.variables.compactMap(\.defaultValue) { report(all, in: [expression], into: &findings) }
        for command in check.draft.commands { report(all, in: command.items.said, into: &findings) }
        for step in check.draft.steps {
            guard case .enqueue(let enqueue) = step.verb else {
                report(all, in: (step.expressions + step.confirmation.expressions).map(\.expression), into: &findings)
                continue
            }
            var announced = enqueue.announcement?.otherwise ?? []
            for reason in QueuePosition.Worsening.allCases { announced += enqueue.announcement?.worse[reason] ?? [] }
            report(untold, in: announced.said + (enqueue.whisper?.prompt.said ?? []), into: &findings)
            report(all, in: enqueue.moves.flatMap { $0.moved + $0.refused }.said, into: &findings)
            guard let callback = enqueue.callback else { continue }
            report(all, in: (callback.offer + callback.refused).said + (callback.number.map { [$0] } ?? []), into: &findings)
        }
    }

    private static func report(_ facts: Set<CallFact>, in expressions: [FlowExpression], into findings: inout [Diagnostic]) {
        for expression in expressions {
            for use in expression.value.facts where facts.contains(use.fact) {
                let range = expression.range.part(from: use.offset, count: use.length)
                let hint =
                    use.fact == .queueWaited
                    ? "it is known in `announce` and in `whisper`" : "it is known in the `prompt` of `announce`"
                findings.append(Diagnostic(at: range, "`\(use.fact.rawValue)` is not known here", hint: hint, rule: "queue-fact"))
            }
        }
    }
}

extension [PromptItem] {
    /// The expressions whose values are said.
    fileprivate var said: [FlowExpression] { expressions.map(\.expression) }
}
