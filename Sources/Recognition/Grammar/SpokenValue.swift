/// What an utterance means.
public enum SpokenValue: Hashable, Sendable {
    /// The text of a tag.
    case text(String)
    /// Digits in a row; a telephone number too.
    case digits(String)
    /// A number, in decimal writing.
    case number(String)
    /// Yes or no.
    case boolean(Bool)
    /// A day; the year may be left out.
    case date(year: Int?, month: Int, day: Int)
    /// A day so many days from now: tomorrow is 1.
    case dayFromNow(Int)
    /// A time of day; an hour that may be in the morning or in the evening is not `certain`.
    case time(hour: Int, minute: Int, isCertain: Bool)
    /// An amount in decimal writing, and the currency (ISO 4217) where one was said.
    case money(amount: String, currency: String?)
}

extension SpokenValue: CustomStringConvertible {
    /// The value as flows and JSON have it: `5551234`, `12.5`, `true`, `2026-03-29`, `03-29`, `+1`, `18:05`, `12.50 USD`.
    public var description: String {
        switch self {
        case .text(let text), .digits(let text), .number(let text): text
        case .boolean(let value): value ? "true" : "false"
        case .date(let year?, let month, let day): "\(year)-\(Self.two(month))-\(Self.two(day))"
        case .date(nil, let month, let day): "\(Self.two(month))-\(Self.two(day))"
        case .dayFromNow(let days): days < 0 ? "\(days)" : "+\(days)"
        case .time(let hour, let minute, let isCertain): "\(Self.two(hour)):\(Self.two(minute))\(isCertain ? "" : "?")"
        case .money(let amount, let currency?): "\(amount) \(currency)"
        case .money(let amount, nil): amount
        }
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
