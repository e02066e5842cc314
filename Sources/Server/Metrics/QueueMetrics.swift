import Queueing

/// What Prometheus is told of queues and agents.
struct QueueMetrics {
    /// Everything there is.
    let floor: Floor
    /// Tickets by what they are doing.
    private let waiting: [QueueID: Int]
    private let callbacks: [QueueID: Int]

    /// Looks at a floor.
    init(_ floor: Floor) {
        self.floor = floor
        let idle = floor.tickets.values.filter { !$0.isEngaged }
        waiting = Dictionary(grouping: idle.filter { !$0.isCallback }, by: \.queue).mapValues(\.count)
        callbacks = Dictionary(grouping: idle.filter(\.isCallback), by: \.queue).mapValues(\.count)
    }

    /// Writes it; nothing where there is no queue.
    func write(to page: inout PrometheusPage) {
        let queues = floor.queueIDs.compactMap { id in floor.queue(id).map { (id, $0) } }
        guard !queues.isEmpty else { return }
        page.family("hotline_queue_waiting", .gauge, "Callers who wait, on the line or to be called back.")
        for (id, _) in queues {
            page.sample(["queue": "\(id)", "kind": "line"], waiting[id] ?? 0)
            page.sample(["queue": "\(id)", "kind": "callback"], callbacks[id] ?? 0)
        }
        write(agents: &page)
        page.family("hotline_queue_tickets_total", .counter, "What became of callers who asked for a person.")
        for (id, queue) in queues {
            for (what, count) in counts(queue.ledger) {
                page.sample(["queue": "\(id)", "what": what], count)
            }
        }
        times(queues.map { ("\($0.0)", $0.1.ledger) }, &page)
        estimates(queues.map { ("\($0.0)", $0.1.ledger.estimates) }, &page)
    }

    private func write(agents page: inout PrometheusPage) {
        page.family("hotline_agents", .gauge, "Agents by what they are doing.")
        var states = Dictionary(uniqueKeysWithValues: Self.states.map { ($0, 0) })
        for agent in floor.agentIDs.compactMap({ floor.agent($0) }) where agent.isOnRoster { states[agent.state.label, default: 0] += 1 }
        for state in Self.states { page.sample(["state": state], states[state] ?? 0) }
    }

    private func counts(_ ledger: QueueLedger) -> [(String, Int)] {
        [
            ("joined", ledger.joined), ("refused", ledger.refused), ("moved_in", ledger.movedIn), ("moved_out", ledger.movedOut),
            ("offered", ledger.offers), ("answered", ledger.answered), ("answered_in_time", ledger.answeredInTime),
            ("abandoned", ledger.abandoned), ("abandoned_soon", ledger.abandonedSoon), ("ended", ledger.ended),
        ]
    }

    private func times(_ ledgers: [(String, QueueLedger)], _ page: inout PrometheusPage) {
        let families: [(String, String, KeyPath<QueueLedger, QueueLedger.Total>)] = [
            ("wait", "Waits of those answered.", \.waits), ("abandoned_wait", "Waits of those who gave up.", \.abandonedWaits),
            ("talk", "Talks of agents and callers.", \.talks), ("wrap_up", "Wrap-ups.", \.wrapUps),
        ]
        for (name, help, path) in families {
            page.family("hotline_queue_\(name)_seconds", .summary, help)
            for (queue, ledger) in ledgers {
                page.summary(["queue": queue], sum: Double(ledger[keyPath: path].sum) / 1000, count: ledger[keyPath: path].count)
            }
        }
    }

    private func estimates(_ accuracies: [(String, EstimateAccuracy)], _ page: inout PrometheusPage) {
        page.family("hotline_queue_estimates_total", .counter, "Waits against what was estimated when the caller came.")
        for (queue, accuracy) in accuracies {
            for (what, count) in [("sooner", accuracy.sooner), ("within", accuracy.within), ("later", accuracy.later)] {
                page.sample(["queue": queue, "came": what], count)
            }
        }
        page.family("hotline_queue_estimate_distance_seconds_total", .counter, "Distances of waits from the middle of the estimates.")
        for (queue, accuracy) in accuracies {
            page.sample(["queue": queue], Double(accuracy.distance) / 1000)
        }
    }

    private static let states = [
        "available", "offered", "connecting", "talking", "busy", "wrap_up", "resting", "break", "logged_out",
    ]
}

extension AgentState {
    /// As a label, without what belongs to the moment.
    fileprivate var label: String {
        switch self {
        case .available: "available"
        case .offered: "offered"
        case .connecting: "connecting"
        case .talking: "talking"
        case .busy: "busy"
        case .wrapUp: "wrap_up"
        case .resting: "resting"
        case .onBreak: "break"
        case .loggedOut: "logged_out"
        }
    }
}
