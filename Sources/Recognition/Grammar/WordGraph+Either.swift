extension WordGraph {
    /// One utterance or another, each with states of its own: the first ends in the state `first.count`, the other in the one that is
    /// `second.count` later.
    public init(either first: [String], or second: [String]) {
        let words = Set(first + second).sorted()
        let numbers = Dictionary(uniqueKeysWithValues: words.enumerated().map { ($1, $0) })
        var arcs: [[Arc]] = Array(repeating: [], count: first.count + second.count + 1)
        var isFinal = Array(repeating: false, count: arcs.count)
        for (utterance, start) in [(first, 0), (second, first.count)] {
            for (index, word) in utterance.enumerated() {
                guard let number = numbers[word] else { continue }
                arcs[index == 0 ? 0 : start + index].append(Arc(word: number, target: start + index + 1))
            }
            isFinal[utterance.isEmpty ? 0 : start + utterance.count] = true
        }
        self.init(words: words, arcs: arcs, isFinal: isFinal)
    }
}
