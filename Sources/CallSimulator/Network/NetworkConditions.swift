public import Audio

/// What a network does to packets: `loss=3%,jitter=40ms,seed=7`.
public struct NetworkConditions: Hashable, Sendable {
    /// The share of packets that are lost [0...1].
    public var loss = 0.0
    /// How many packets are lost in a row, on average; 1 means independently of each other.
    public var burst = 1.0
    /// The share of packets that come twice [0...1].
    public var duplicate = 0.0
    /// The share of packets that are overtaken by the next one [0...1].
    public var reorder = 0.0
    /// How long a packet is under way at least.
    public var delay = MediaTime.zero
    /// By how much longer at most.
    public var jitter = MediaTime.zero
    /// Where chance begins.
    public var seed: UInt64 = 1

    /// A perfect network.
    public init() {}

    /// Reads `loss=3%,jitter=40ms,seed=7`; the words are loss, burst, duplicate, reorder, delay, jitter and seed.
    public init(parsing text: String) throws(NetworkConditionsError) {
        for part in text.split(separator: ",") {
            let words = part.split(separator: "=", maxSplits: 1).map { $0.trimming(" ") }
            guard words.count == 2 else { throw .notAnAssignment(String(part)) }
            switch words[0] {
            case "loss": loss = try Self.share(words[1])
            case "duplicate": duplicate = try Self.share(words[1])
            case "reorder": reorder = try Self.share(words[1])
            case "burst": burst = try Self.number(words[1], in: 1...1000)
            case "delay": delay = try Self.time(words[1])
            case "jitter": jitter = try Self.time(words[1])
            case "seed":
                guard let number = UInt64(words[1]) else { throw .badValue(words[1]) }
                seed = number
            default: throw .unknownWord(words[0])
            }
        }
    }

    private static func share(_ text: String) throws(NetworkConditionsError) -> Double {
        guard text.hasSuffix("%") else { return try number(text, in: 0...1) }
        guard let percent = Double(text.dropLast()), (0...100).contains(percent) else { throw .badValue(text) }
        return percent / 100
    }

    private static func time(_ text: String) throws(NetworkConditionsError) -> MediaTime {
        guard let time = MediaTime(length: text), (.zero ... .seconds(10)).contains(time) else { throw .badValue(text) }
        return time
    }

    private static func number(_ text: String, in range: ClosedRange<Double>) throws(NetworkConditionsError) -> Double {
        guard let number = Double(text), range.contains(number) else { throw .badValue(text) }
        return number
    }
}

/// What is wrong with the text of network conditions.
public enum NetworkConditionsError: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is no `=`.
    case notAnAssignment(String)
    /// The word before `=` is unknown.
    case unknownWord(String)
    /// The value is not of its kind or out of range.
    case badValue(String)

    /// One line for a person.
    public var description: String {
        switch self {
        case .notAnAssignment(let part): "expected `word=value`, found `\(part)`"
        case .unknownWord(let word): "there is no `\(word)`; there are loss, burst, duplicate, reorder, delay, jitter and seed"
        case .badValue(let value): "`\(value)` is not a possible value: a share is `3%`, a time is `40ms`"
        }
    }
}

extension Substring {
    /// Without spaces at both ends.
    fileprivate func trimming(_ character: Character) -> String {
        var rest = self
        while rest.first == character { rest.removeFirst() }
        while rest.last == character { rest.removeLast() }
        return String(rest)
    }
}
