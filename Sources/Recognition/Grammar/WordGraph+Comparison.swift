/// What two graphs take: looked at state by state, so that loops need no end.
extension WordGraph {
    /// Something that both take, as short as can be; nothing when there is no such thing.
    public func common(with other: WordGraph) -> [String]? {
        path(beside: other) { isFinal[$0] && other.isFinal[$1] }
    }

    /// Something that this one takes and with which the other has only begun, as short as can be, and what the other makes of it.
    public func beginning(of other: WordGraph) -> (phrase: [String], whole: [String])? {
        guard let phrase = path(beside: other, to: { isFinal[$0] && !other.arcs[$1].isEmpty }) else { return nil }
        var state = 0
        for word in phrase {
            guard let arc = other.arcs[state].first(where: { other.words[$0.word] == word }) else { return nil }
            state = arc.target
        }
        return (phrase, phrase + other.shortestEnd(from: state))
    }

    /// The fewest words from a state to an end, at least one.
    private func shortestEnd(from state: Int) -> [String] {
        var open = arcs[state].map { ($0.target, [words[$0.word]]) }
        var seen = Set(open.map(\.0))
        var next = 0
        while next < open.count {
            let (state, spoken) = open[next]
            if isFinal[state] { return spoken }
            for arc in arcs[state] where seen.insert(arc.target).inserted { open.append((arc.target, spoken + [words[arc.word]])) }
            next += 1
        }
        return []
    }

    /// The words along the shortest way that both have to a pair of states that is looked for (breadth-first search).
    private func path(beside other: WordGraph, to isGoal: (Int, Int) -> Bool) -> [String]? {
        struct Pair: Hashable {
            var mine: Int
            var theirs: Int
        }
        struct Step {
            var pair: Pair
            var word: String
            /// The step before, in `steps`.
            var previous: Int
        }
        let numbers = Dictionary(other.words.enumerated().map { ($1, $0) }) { first, _ in first }
        var steps = [Step(pair: Pair(mine: 0, theirs: 0), word: "", previous: -1)]
        var seen: Set<Pair> = [steps[0].pair]
        var next = 0
        while next < steps.count {
            let pair = steps[next].pair
            if isGoal(pair.mine, pair.theirs) {
                let way = sequence(first: next) { steps[$0].previous < 0 ? nil : steps[$0].previous }
                return way.map { steps[$0].word }.dropLast().reversed()
            }
            for arc in arcs[pair.mine] {
                guard let number = numbers[words[arc.word]], let theirs = other.arcs[pair.theirs].first(where: { $0.word == number }) else {
                    continue
                }
                let reached = Pair(mine: arc.target, theirs: theirs.target)
                if seen.insert(reached).inserted { steps.append(Step(pair: reached, word: words[arc.word], previous: next)) }
            }
            next += 1
        }
        return nil
    }

    /// What can be said, the shortest first, and no more of it than asked for.
    ///
    /// - Parameter longest: the most words of an utterance.
    public func utterances(atMost limit: Int, longest: Int = 12) -> [[String]] {
        var found: [[String]] = []
        var open: [(state: Int, spoken: [String])] = [(0, [])]
        var next = 0
        while next < open.count, found.count < limit {
            let (state, spoken) = open[next]
            next += 1
            if isFinal[state] { found.append(spoken) }
            guard spoken.count < longest, open.count < 20 * limit else { continue }
            for arc in arcs[state] { open.append((arc.target, spoken + [words[arc.word]])) }
        }
        return found
    }

    /// Whether it takes a text that is written without blanks between its words, as Chinese is.
    public func takes(unspaced text: String) -> Bool {
        struct Place: Hashable {
            var state: Int
            var rest: Substring
        }
        var open = [Place(state: 0, rest: text[...])]
        var seen = Set(open)
        while let place = open.popLast() {
            if place.rest.isEmpty, isFinal[place.state] { return true }
            for arc in arcs[place.state] where place.rest.hasPrefix(words[arc.word]) {
                let reached = Place(state: arc.target, rest: place.rest.dropFirst(words[arc.word].count))
                if seen.insert(reached).inserted { open.append(reached) }
            }
        }
        return false
    }
}
