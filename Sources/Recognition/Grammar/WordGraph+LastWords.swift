extension WordGraph {
    /// A graph that takes the same, and whose states know which word came last; nothing when it would have too many arcs.
    func distinguishingLastWords(arcsAtMost limit: Int) -> WordGraph? {
        var numbers: [Arc: Int] = [:]
        var states = [0]
        var apart: [[Arc]] = []
        var count = 0
        while apart.count < states.count {
            apart.append(
                arcs[states[apart.count]].map { arc in
                    let number = numbers[arc] ?? states.count
                    if number == states.count {
                        numbers[arc] = number
                        states.append(arc.target)
                    }
                    return Arc(word: arc.word, target: number)
                })
            count += apart[apart.count - 1].count
            guard count <= limit else { return nil }
        }
        return WordGraph(words: words, arcs: apart, isFinal: states.map { isFinal[$0] })
    }
}
