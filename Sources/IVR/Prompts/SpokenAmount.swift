/// The currencies that can be said (ISO 4217).
public enum Currency: String, Hashable, Sendable, CaseIterable {
    /// The dollar of the United States.
    case usd = "USD"
    /// The Chinese yuan.
    case cny = "CNY"
    /// The euro.
    case eur = "EUR"
    /// The pound sterling.
    case gbp = "GBP"
    /// The Japanese yen, which has no smaller unit.
    case jpy = "JPY"
    /// The dollar of Hong Kong.
    case hkd = "HKD"

    /// How many decimal places its smaller unit takes.
    var places: Int { self == .jpy ? 0 : 2 }
    /// The beginning of the names of its clips.
    var clip: String { "money/" + rawValue.lowercased() }
}

/// An amount in units and hundredths, rounded half away from zero.
struct SpokenAmount: Hashable, Sendable {
    let isNegative: Bool
    let major: Int
    /// From 0 to 99.
    let minor: Int
    let currency: Currency

    /// Nil when the amount is too large.
    init?(_ amount: DecimalNumber, _ currency: Currency) {
        self.currency = currency
        let mantissa = Int128(amount.mantissa.magnitude)
        let scaled = mantissa * Int128(DecimalNumber.power(currency.places))
        let divisor = Int128(DecimalNumber.power(amount.places))
        let rounded = (scaled * 2 + divisor) / (divisor * 2)
        let (major, minor) = rounded.quotientAndRemainder(dividingBy: Int128(DecimalNumber.power(currency.places)))
        guard let major = Int(exactly: major), let minor = Int(exactly: minor) else { return nil }
        self.major = major
        self.minor = minor
        isNegative = amount.isNegative && rounded > 0
    }
}

/// A length of time in days, hours, minutes and seconds.
struct SpokenDuration: Sendable {
    /// The units from the largest to the smallest.
    enum Unit: String, Hashable, Sendable, CaseIterable {
        case day, hour, minute, second

        var seconds: Int {
            switch self {
            case .day: 86_400
            case .hour: 3_600
            case .minute: 60
            case .second: 1
            }
        }
    }

    /// What there is of each unit, without zeros; never empty.
    let parts: [(unit: Unit, count: Int)]

    /// Splits a number of seconds; a fraction is left out.
    init(saying value: FlowValue) throws(SpeechError) {
        guard let number = value.decimalNumber, !number.isNegative else { throw SpeechError(.duration, needs: "a number of seconds") }
        var rest = number.truncated
        var parts: [(Unit, Int)] = []
        for unit in Unit.allCases {
            let (count, remainder) = rest.quotientAndRemainder(dividingBy: unit.seconds)
            if count > 0 { parts.append((unit, count)) }
            rest = remainder
        }
        self.parts = parts.isEmpty ? [(.second, 0)] : parts
    }
}
