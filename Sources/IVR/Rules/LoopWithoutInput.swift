import Diagnostics

/// A flow cannot go in circles by itself: a caller who does nothing comes to an end.
///
/// What breaks a circle: the caller does something (a key, speech, a recording), time passes with somebody else (waiting in a queue,
/// a conversation), or the circle counts: a `set` in it adds to a number, and a `branch` in it asks that number and can leave.
enum LoopWithoutInput: FlowRule {
    static let page = RulePage(
        "loop-without-input", "A flow does not go in circles by itself",
        """
        A caller who does nothing comes to an end. A circle is fine when somebody does something in it (a key, speech, a
        recording, an agent, the other side of a transfer), or when it counts: a `set` in it adds to a number, and a `branch` in
        it asks that number and can leave.
        """)

    static func check(_ check: FlowCheck, into findings: inout [Diagnostic]) {
        let graph = check.graph
        let isReached = graph.reachable(from: graph.entries)
        let cycles = graph.cycles { from, _, cause in cause == .automatic && isReached[from] }
        for cycle in cycles {
            let members = Set(cycle)
            let counters = Set(cycle.filter { counts($0, in: members, graph) })
            let rest =
                counters.isEmpty
                ? [cycle]
                : graph.cycles { from, to, cause in
                    cause == .automatic && members.contains(from) && members.contains(to) && !counters.contains(from)
                        && !counters.contains(to)
                }
            for loop in rest { findings.append(diagnostic(loop, graph)) }
        }
    }

    private static func diagnostic(_ loop: [Int], _ graph: FlowGraph) -> Diagnostic {
        let first = loop.min { graph.nodes[$0].range < graph.nodes[$1].range } ?? loop[0]
        let names = path(through: loop, from: first, graph).map { "`\(graph.nodes[$0].id)`" }.joined(separator: " -> ")
        let hint = "let a time-out or failure on the way lead out, or count the rounds with `set` and `branch`"
        return Diagnostic(
            at: graph.nodes[first].range, "the flow can go in circles without the caller: \(names)", hint: hint, rule: "loop-without-input")
    }

    /// The shortest way round, by breadth-first search from a step back to itself.
    private static func path(through loop: [Int], from first: Int, _ graph: FlowGraph) -> [Int] {
        let members = Set(loop)
        var previous: [Int: Int] = [:]
        var pending = [first]
        var next = 0
        while next < pending.count {
            let node = pending[next]
            next += 1
            for (successor, cause) in graph.nodes[node].successors where cause == .automatic && members.contains(successor) {
                guard successor != first else { return trace(node, previous) + [first] }
                guard previous[successor] == nil else { continue }
                previous[successor] = node
                pending.append(successor)
            }
        }
        return loop
    }

    private static func trace(_ last: Int, _ previous: [Int: Int]) -> [Int] {
        var path = [last]
        while let step = path.last.flatMap({ previous[$0] }) { path.append(step) }
        return path.reversed()
    }

    /// Whether a step adds to a number that a branch of the cycle asks, on a way that can leave the cycle.
    private static func counts(_ number: Int, in cycle: Set<Int>, _ graph: FlowGraph) -> Bool {
        guard case .set(let set)? = graph.nodes[number].step?.verb else { return false }
        let counted = Set(set.assignments.filter { $0.value.value.counts($0.variable.value) }.map(\.variable.value))
        return !counted.isEmpty
            && cycle.contains { node in
                guard case .branch(let branch)? = graph.nodes[node].step?.verb else { return false }
                let asks = branch.cases.contains { $0.when.value.uses.contains { counted.contains($0.name) } }
                return asks && leaves(node, cycle, graph)
            }
    }

    private static func leaves(_ node: Int, _ cycle: Set<Int>, _ graph: FlowGraph) -> Bool {
        graph.nodes[node].leadsOut || graph.nodes[node].successors.contains { !cycle.contains($0.index) }
    }
}

extension Expression {
    /// Whether it is a variable plus or minus a whole number that is not zero.
    fileprivate func counts(_ name: VariableName) -> Bool {
        guard case .arithmetic(let operation, let left, let right) = root.kind, operation == .plus || operation == .minus else {
            return false
        }
        guard case .variable(name) = left.kind, case .literal(.number(let step)) = right.kind else { return false }
        return step != 0
    }
}
