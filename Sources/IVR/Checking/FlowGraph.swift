import Diagnostics

/// The steps of a draft as numbers and arrows, which is what reachability is computed on.
///
/// A broken step is kept cautiously: it leads to every step it mentions, and it might lead out.
struct FlowGraph {
    /// One step.
    struct Node {
        let id: StepID
        let range: SourceRange
        /// What it does; nothing of a broken one.
        let step: Step?
        /// Where it leads, with what makes the call go there.
        var successors: [(index: Int, cause: Edge.Cause)] = []
        /// Whether the call can end or leave the flow here.
        var leadsOut: Bool
    }

    private(set) var nodes: [Node] = []
    /// The number of each step.
    let index: [StepID: Int]
    /// The numbers of the steps that a call can enter without coming from another step: the first, and those of global keys.
    let entries: [Int]
    /// The number of the first step, when it is known.
    let start: Int?

    init(_ draft: FlowDraft) {
        nodes = draft.steps.map { Node(id: $0.id, range: $0.range, step: $0, leadsOut: $0.edges.isEmpty) }
        nodes += draft.broken.map { Node(id: $0.id, range: $0.range, step: nil, leadsOut: true) }
        let index = Dictionary(zip(nodes.map(\.id), nodes.indices)) { first, _ in first }
        self.index = index
        start = draft.start.flatMap { index[$0.value] }
        let global = draft.commands.compactMap { key -> Int? in
            if case .go(.step(let id)) = key.action { index[id] } else { nil }
        }
        entries = (start.map { [$0] } ?? []) + global
        for (number, step) in draft.steps.enumerated() {
            for edge in step.edges {
                if case .step(let id) = edge.target.value {
                    if let successor = index[id] { nodes[number].successors.append((successor, edge.cause)) }
                } else {
                    nodes[number].leadsOut = true
                }
            }
        }
        for (offset, broken) in draft.broken.enumerated() {
            let number = draft.steps.count + offset
            nodes[number].successors = broken.mentions.compactMap { index[$0] }.map { ($0, .input) }
        }
    }

    /// Which steps can be reached from some of them.
    func reachable(from starts: some Sequence<Int>) -> [Bool] {
        var isReached = Array(repeating: false, count: nodes.count)
        var pending = Array(starts)
        while let number = pending.popLast() {
            guard !isReached[number] else { continue }
            isReached[number] = true
            pending += nodes[number].successors.lazy.map(\.index).filter { !isReached[$0] }
        }
        return isReached
    }

    /// From which steps the call can end or leave the flow.
    func leadingOut() -> [Bool] {
        var predecessors = Array(repeating: [Int](), count: nodes.count)
        for (number, node) in nodes.enumerated() {
            for successor in node.successors { predecessors[successor.index].append(number) }
        }
        var leads = Array(repeating: false, count: nodes.count)
        var pending = nodes.indices.filter { nodes[$0].leadsOut }
        while let number = pending.popLast() {
            guard !leads[number] else { continue }
            leads[number] = true
            pending += predecessors[number].filter { !leads[$0] }
        }
        return leads
    }
}
