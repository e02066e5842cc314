/// A kind of answer that every language has a grammar for.
public enum SpokenType: Hashable, Sendable {
    /// Digits said one by one; how many, when that is known.
    case digits(ClosedRange<Int>?)
    /// A number.
    case number
    /// Yes or no.
    case boolean
    /// A date, or a day such as tomorrow.
    case date
    /// A time of day.
    case time
    /// An amount of money.
    case money
    /// A telephone number: digits, also said as `double five`.
    case phone

    /// The names, for lists and suggestions.
    public static let names = ["digits", "number", "boolean", "date", "time", "money", "phone"]
    /// The most digits that are counted.
    public static let mostDigits = 32

    /// Reads a name: `date`, `digits`, `digits:7`, `digits:7-11`.
    public init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let name = parts.first ?? ""
        guard parts.count < 2 || name == "digits" else { return nil }
        switch name {
        case "digits":
            guard parts.count == 2 else {
                self = .digits(nil)
                return
            }
            let ends = parts[1].split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
            guard let least = ends.first ?? nil, let most = ends.last ?? nil, ends.count <= 2 else { return nil }
            guard least >= 1, most >= least, most <= SpokenType.mostDigits else { return nil }
            self = .digits(least...most)
        case "number": self = .number
        case "boolean": self = .boolean
        case "date": self = .date
        case "time": self = .time
        case "money": self = .money
        case "phone": self = .phone
        default: return nil
        }
    }
}

extension SpokenType: CustomStringConvertible {
    /// The name as it is read.
    public var description: String {
        switch self {
        case .digits(nil): "digits"
        case .digits(let counts?): counts.count == 1 ? "digits:\(counts.lowerBound)" : "digits:\(counts.lowerBound)-\(counts.upperBound)"
        case .number: "number"
        case .boolean: "boolean"
        case .date: "date"
        case .time: "time"
        case .money: "money"
        case .phone: "phone"
        }
    }
}
