import Foundation

extension WordGraph {
    /// How many ways there are to go on: two to the power of the mean information of what comes next [bit], each way being as likely.
    public var perplexity: Double {
        var information = 0.0
        var choices = 0.0
        for (state, visits) in expectedVisits.enumerated() where !arcs[state].isEmpty {
            information += visits * log2(ways(from: state))
            choices += visits
        }
        return choices > 0 ? exp2(information / choices) : 1
    }

    /// The end is a way to go on, too.
    private func ways(from state: Int) -> Double { Double(arcs[state].count + (isFinal[state] ? 1 : 0)) }

    /// How often an utterance comes to each state, as a mean. Loops go round ever less likely.
    private var expectedVisits: [Double] {
        var visits = Array(repeating: 0.0, count: arcs.count)
        var present = [0: 1.0]
        var rounds = 0
        while present.values.reduce(0, +) > Self.least, rounds < Self.longest {
            var next: [Int: Double] = [:]
            for (state, share) in present.sorted(by: { $0.key < $1.key }) {
                visits[state] += share
                guard !arcs[state].isEmpty else { continue }
                let each = share / ways(from: state)
                for arc in arcs[state] where each > 1e-12 { next[arc.target, default: 0] += each }
            }
            present = next
            rounds += 1
        }
        return visits
    }

    /// So few utterances, and what comes behind so many words, change nothing.
    private static let (least, longest) = (1e-4, 500)
}
