extension WordGraph {
    /// The same graph without one utterance: what else can be said.
    ///
    /// A row of states, one for each word of the utterance, comes before those of the graph. Who says another word leaves the row for
    /// the graph; only at the row's end nothing may end.
    public func without(_ spoken: [String]) -> WordGraph {
        let rowLength = spoken.count + 1
        func moved(_ arc: Arc) -> Arc { Arc(word: arc.word, target: arc.target + rowLength) }
        var row: [[Arc]] = []
        var ends: [Bool] = []
        var state = 0
        for word in spoken {
            guard let next = arcs[state].first(where: { words[$0.word] == word }) else { return self }
            let along = Arc(word: next.word, target: row.count + 1)
            row.append(arcs[state].map { $0 == next ? along : moved($0) })
            ends.append(isFinal[state])
            state = next.target
        }
        row.append(arcs[state].map(moved))
        ends.append(false)
        return WordGraph(words: words, arcs: row + arcs.map { $0.map(moved) }, isFinal: ends + isFinal)
    }
}
