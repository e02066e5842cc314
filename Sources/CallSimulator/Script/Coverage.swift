public import IVR
import CallEngine

/// Which edges of a flow calls have walked: each outcome of each step is one, and each of the flow's own keys that leads elsewhere.
public struct Coverage: Sendable {
    /// An edge, as a person names it: `menu --"2"--> goodbye`.
    ///
    /// The target is part of it: two options without keys may have the same words.
    private struct Walk: Hashable, CustomStringConvertible {
        /// The step it leaves; none for a key of the flow, which can be pressed at any.
        var step: StepID?
        var label: String
        var target: Target

        var description: String { "\(step?.rawValue ?? "keys") --\(label)--> \(target)" }
    }

    private let flow: Flow
    /// The flows that it may run, whose steps can have the same names.
    private let flows: [FlowName: Flow]
    private let edges: [Walk]
    private var walked: Set<Walk> = []

    /// Nothing of the flow has been walked.
    ///
    /// - Parameter flows: the flows that it may run.
    public init(of flow: Flow, running flows: [FlowName: Flow] = [:]) {
        self.flow = flow
        self.flows = flows
        let ofSteps = flow.order.flatMap { id in
            (flow.steps[id]?.edges ?? []).map { Walk(step: id, label: $0.label, target: $0.target.value) }
        }
        let ofKeys = flow.commands.compactMap { command -> Walk? in
            if case .go(let target) = command.action { Walk(step: nil, label: command.label, target: target) } else { nil }
        }
        edges = ofSteps + ofKeys
    }

    /// Adds a call.
    public mutating func add(_ call: SimulatedCall) {
        let known = Set(edges)
        var running = [flow]
        for happening in call.happenings {
            switch happening.event {
            case .entered(let step):
                guard case .run(let run)? = running.last?.steps[step]?.verb, let other = flows[run.flow.value] else { continue }
                running.append(other)
            case .followed(let step, let label, let target):
                if running.count == 1 {
                    if let walk = walk(from: step, label, to: target, among: known) { walked.insert(walk) }
                } else if case .step = target {
                    continue
                } else {
                    running.removeLast()
                }
            default: continue
            }
        }
    }

    private func walk(from step: StepID, _ label: String, to target: Target, among known: Set<Walk>) -> Walk? {
        func named(_ name: String) -> Walk? {
            [Walk(step: step, label: name, target: target), Walk(step: nil, label: name, target: target)].first(where: known.contains)
        }
        // A transcript shows what was said, the flow what can be; to find out means to compile its phrases.
        return named(label) ?? flow.edge(said: label, at: step, to: target).flatMap(named)
    }

    /// How many edges there are.
    public var count: Int { edges.count }
    /// The edges that no call has walked, in the order of the flow.
    public var missing: [String] { edges.filter { !walked.contains($0) }.map(\.description) }

    /// The report: one line for each edge that is missing, and how many there are.
    public var report: String {
        let missing = missing
        let summary = "\(count - missing.count) of \(count) edges walked"
        return missing.isEmpty ? summary : (["\(summary); no script walks:"] + missing.map { "  \($0)" }).joined(separator: "\n")
    }
}
