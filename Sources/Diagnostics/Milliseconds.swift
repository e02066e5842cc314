/// A length of time as files state it: `300ms`, `20s`, `5m`, `1h30m`.
public struct Milliseconds: RawRepresentable, Hashable, Comparable, Sendable, Codable {
    /// The length [ms].
    public var rawValue: Int

    /// Creates a length [ms].
    public init(rawValue: Int) {
        self.rawValue = rawValue
    }

    /// A length in seconds [s].
    public static func seconds(_ count: Int) -> Milliseconds { Milliseconds(rawValue: count * 1000) }

    /// A length in minutes [min].
    public static func minutes(_ count: Int) -> Milliseconds { seconds(count * 60) }

    /// A length in hours [h].
    public static func hours(_ count: Int) -> Milliseconds { minutes(count * 60) }

    /// The same length for arithmetic with others.
    public var duration: Duration { .milliseconds(rawValue) }

    /// Orders by length.
    public static func < (left: Milliseconds, right: Milliseconds) -> Bool { left.rawValue < right.rawValue }
}

extension Milliseconds {
    /// The form of a length, for schemas: at least one part, each unit once, from the largest.
    static let pattern = "^(?=.)([0-9]{1,5}h)?([0-9]{1,5}m)?([0-9]{1,5}s)?([0-9]{1,7}ms)?$"

    /// Reads `5m`, `1m30s`, `300ms`; nothing when the text is anything else.
    public init?(text: String) {
        var total = 0
        var rest = text[...]
        for (unit, factor, digits) in [("h", 3_600_000, 5), ("m", 60_000, 5), ("s", 1000, 5), ("ms", 1, 7)] {
            let number = rest.prefix { $0.isASCII && $0.isNumber }
            let afterwards = rest[number.endIndex...]
            guard !number.isEmpty, afterwards.prefix(while: \.isLetter) == unit else { continue }
            guard number.count <= digits, let count = Int(number) else { return nil }
            total += count * factor
            rest = afterwards.dropFirst(unit.count)
        }
        guard rest.isEmpty, !text.isEmpty else { return nil }
        self.init(rawValue: total)
    }
}

extension Milliseconds: CustomStringConvertible {
    /// The shortest text that reads back as the same length.
    public var description: String {
        var rest = rawValue
        var text = ""
        for (unit, factor) in [("h", 3_600_000), ("m", 60_000), ("s", 1000), ("ms", 1)] where rest >= factor {
            text += "\(rest / factor)\(unit)"
            rest %= factor
        }
        return text.isEmpty ? "0s" : text
    }
}
