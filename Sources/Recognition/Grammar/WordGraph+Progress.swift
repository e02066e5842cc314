extension WordGraph {
    /// How far an utterance has come.
    public enum Progress: Hashable, Sendable {
        /// It is no beginning of anything that can be said.
        case outside
        /// More has to come.
        case incomplete
        /// It may end here or go on.
        case mayEnd
        /// It is all that can be said.
        case complete
    }

    /// How far these words have come.
    public func progress(of spoken: [String]) -> Progress {
        var state = 0
        for word in spoken {
            guard let arc = arcs[state].first(where: { words[$0.word] == word }) else { return .outside }
            state = arc.target
        }
        return isFinal[state] ? arcs[state].isEmpty ? .complete : .mayEnd : .incomplete
    }

    /// Whether some path comes back to where it was: there is no longest utterance.
    public var isCyclic: Bool { longest == nil }

    /// The most words of an utterance; nothing when there is no most.
    public var longest: Int? {
        // Kahn's order over the states that are all reachable from the first one.
        var incoming = Array(repeating: 0, count: arcs.count)
        for arc in arcs.joined() { incoming[arc.target] += 1 }
        var depth = Array(repeating: 0, count: arcs.count)
        var ready = incoming.indices.filter { incoming[$0] == 0 }
        var done = 0
        var longest = 0
        while let state = ready.popLast() {
            done += 1
            longest = max(longest, depth[state])
            for arc in arcs[state] {
                depth[arc.target] = max(depth[arc.target], depth[state] + 1)
                incoming[arc.target] -= 1
                if incoming[arc.target] == 0 { ready.append(arc.target) }
            }
        }
        return done == arcs.count ? longest : nil
    }
}
