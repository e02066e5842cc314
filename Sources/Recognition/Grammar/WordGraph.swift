/// A grammar as the decoder searches it: a deterministic, minimal network of words (subset construction, then Moore 1956).
public struct WordGraph: Hashable, Sendable {
    /// One word between two states.
    public struct Arc: Hashable, Sendable {
        /// The number of the word in ``WordGraph/words``.
        public var word: Int
        /// The state behind it.
        public var target: Int
    }

    /// The most states of a graph.
    public static let stateLimit = 20_000
    /// The most states of the network that are looked at on the way: some grammars have states that stand for thousands of places at once.
    private static let workLimit = 4_000_000

    /// The words, in the order of the alphabet.
    public let words: [String]
    /// The arcs of each state; the first state is where all begins.
    public private(set) var arcs: [[Arc]]
    /// Whether what has been said may end in a state.
    public private(set) var isFinal: [Bool]

    init(_ network: WordNetwork) throws(GrammarError) {
        let closure = SilentClosure(network)
        var spoken: Set<String> = []
        for arcs in network.arcs { for case .word(let word) in arcs.map(\.label) { spoken.insert(word) } }
        words = spoken.sorted()
        let numbers = Dictionary(uniqueKeysWithValues: words.enumerated().map { ($1, $0) })
        arcs = []
        isFinal = []

        var numberOfSet: [[Int]: Int] = [:]
        var sets = [closure.closed([network.start])]
        numberOfSet[sets[0]] = 0
        var work = 0
        while arcs.count < sets.count {
            let states = sets[arcs.count]
            work += states.count
            guard sets.count <= WordGraph.stateLimit, work <= WordGraph.workLimit else { throw .tooLarge(WordGraph.stateLimit, "states") }
            var targets: [Int: Set<Int>] = [:]
            for state in states {
                for arc in network.arcs[state] {
                    guard case .word(let word) = arc.label, let number = numbers[word] else { continue }
                    targets[number, default: []].insert(arc.target)
                }
            }
            arcs.append(
                targets.sorted { $0.key < $1.key }.map { word, reached in
                    let set = closure.closed(reached)
                    let target = numberOfSet[set] ?? sets.count
                    if target == sets.count {
                        numberOfSet[set] = target
                        sets.append(set)
                    }
                    return Arc(word: word, target: target)
                })
            isFinal.append(states.contains(network.end))
        }
        minimize()
    }

    /// A graph of its parts.
    init(words: [String], arcs: [[Arc]], isFinal: [Bool]) {
        self.words = words
        self.arcs = arcs
        self.isFinal = isFinal
    }

    /// Any of some words, one or more times.
    public init(loopOf words: [String]) {
        let all = words.indices.map { Arc(word: $0, target: 1) }
        self.init(words: words, arcs: [all, all], isFinal: [false, true])
    }

    /// Joins the states from which the same can be said: first by whether they are final, then ever finer.
    private mutating func minimize() {
        struct Signature: Hashable {
            var part: Int
            var arcs: [Arc]
        }
        var parts = isFinal.map { $0 ? 1 : 0 }
        var count = Set(parts).count
        while true {
            var numbers: [Signature: Int] = [:]
            var finer: [Int] = []
            for state in arcs.indices {
                let signature = Signature(part: parts[state], arcs: arcs[state].map { Arc(word: $0.word, target: parts[$0.target]) })
                let number = numbers[signature] ?? numbers.count
                numbers[signature] = number
                finer.append(number)
            }
            parts = finer
            if numbers.count == count { break }
            count = numbers.count
        }
        // The first state is in part 0, as its signature came first.
        var joined: [[Arc]?] = Array(repeating: nil, count: count)
        var finals = Array(repeating: false, count: count)
        for state in arcs.indices where joined[parts[state]] == nil {
            joined[parts[state]] = arcs[state].map { Arc(word: $0.word, target: parts[$0.target]) }
            finals[parts[state]] = isFinal[state]
        }
        arcs = joined.map { $0 ?? [] }
        isFinal = finals
    }
}

/// Which states are reached from which without a word.
private struct SilentClosure {
    private let next: [[Int]]

    init(_ network: WordNetwork) {
        next = network.arcs.map { arcs in
            arcs.compactMap { arc in
                if case .word = arc.label { nil } else { arc.target }
            }
        }
    }

    func closed(_ states: Set<Int>) -> [Int] {
        var seen = states
        var stack = Array(states)
        while let state = stack.popLast() {
            for target in next[state] where seen.insert(target).inserted { stack.append(target) }
        }
        return seen.sorted()
    }
}
