import Diagnostics
import Queueing

extension ErlangTraffic {
    /// What is wrong with a text.
    public struct Mistake: Error, Hashable, CustomStringConvertible {
        /// For people.
        public let description: String
    }

    private static let words = ["queue", "calls", "talk", "patience"]

    /// Reads `queue=dispatch,calls=60,talk=4m,patience=3m`: callers an hour, and two mean lengths; without patience they wait for ever.
    public init(parsing text: String) throws(Mistake) {
        var values: [String: String] = [:]
        for part in text.split(separator: ",") {
            let words = part.split(separator: "=", maxSplits: 1).map { $0.filter { $0 != " " } }
            guard words.count == 2 else { throw Mistake(description: "`\(part)` is no assignment such as calls=60") }
            guard Self.words.contains(words[0]) else {
                let suggestion = Suggestion.question(for: words[0], in: Self.words)
                throw Mistake(description: "there is no `\(words[0])`\(suggestion)")
            }
            guard values.updateValue(words[1], forKey: words[0]) == nil else { throw Mistake(description: "`\(words[0])` stands twice") }
        }
        guard let queue = values["queue"] else { throw Mistake(description: "`queue` is missing") }
        guard let calls = values["calls"].flatMap({ Double($0) }), (0.01...100_000).contains(calls) else {
            throw Mistake(description: "`calls` is a number of callers an hour")
        }
        guard let talk = try Self.length(values, "talk") else { throw Mistake(description: "`talk` is missing") }
        self.init(queue: QueueID(queue), callsPerHour: calls, talk: talk, patience: try Self.length(values, "patience"))
    }

    private static func length(_ values: [String: String], _ key: String) throws(Mistake) -> Double? {
        guard let text = values[key] else { return nil }
        guard let length = Milliseconds(text: text), length.rawValue > 0 else {
            throw Mistake(description: "`\(key)` is a length of time such as 4m")
        }
        return Double(length.rawValue)
    }
}
