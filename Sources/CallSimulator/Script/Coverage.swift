public import IVR
import CallEngine

/// Which edges of a flow calls have walked.
public struct Coverage: Sendable {
    /// An edge, as a person names it: `menu --"2"--> goodbye`.
    public struct Walk: Hashable, Sendable, CustomStringConvertible {
        /// The step it leaves.
        public var step: StepID
        /// Its label.
        public var label: String

        /// `menu --"2"-->`.
        public var description: String { "\(step) --\(label)-->" }
    }

    private let edges: [Walk]
    private let targets: [Walk: String]
    private var walked: Set<Walk> = []

    /// Nothing of the flow has been walked.
    public init(of flow: Flow) {
        var edges: [Walk] = []
        var targets: [Walk: String] = [:]
        for id in flow.order {
            for edge in flow.steps[id]?.edges ?? [] {
                let walk = Walk(step: id, label: edge.label)
                edges.append(walk)
                targets[walk] = edge.target.value.description
            }
        }
        self.edges = edges
        self.targets = targets
    }

    /// Adds a call.
    public mutating func add(_ call: SimulatedCall) {
        for happening in call.happenings {
            guard case .followed(let step, let label, _) = happening.event else { continue }
            walked.insert(Walk(step: step, label: label))
        }
    }

    /// How many edges there are.
    public var count: Int { edges.count }
    /// The edges that no call has walked, in the order of the flow.
    public var missing: [String] {
        edges.filter { !walked.contains($0) }.map { "\($0) \(targets[$0] ?? "")" }
    }

    /// The report: one line for each edge that is missing, and how many there are.
    public var report: String {
        let missing = missing
        let summary = "\(count - missing.count) of \(count) edges walked"
        return missing.isEmpty ? summary : (["\(summary); no script walks:"] + missing.map { "  \($0)" }).joined(separator: "\n")
    }
}
