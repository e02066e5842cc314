/// How values are said in American English.
enum EnglishSpeech {
    private static let scales: [(power: Int, clip: String)] = [
        (1_000_000_000_000, "number/trillion"), (1_000_000_000, "number/billion"), (1_000_000, "number/million"),
        (1_000, "number/thousand"),
    ]

    /// "one hundred and five", "minus two point five".
    static func number(_ number: DecimalNumber) -> [String] {
        let sign = number.isNegative ? ["number/minus"] : []
        let fraction = number.places == 0 ? [] : ["number/point"] + number.fractionDigits.map { "digit/\($0)" }
        return sign + cardinal(Int(clamping: number.truncated.magnitude)) + fraction
    }

    /// A whole number that is not negative; "and" stands before what is below a hundred.
    static func cardinal(_ number: Int) -> [String] {
        guard number > 0 else { return ["number/0"] }
        var rest = number
        var clips: [String] = []
        for (power, clip) in scales where rest >= power {
            clips += group(rest / power) + [clip]
            rest %= power
        }
        guard rest > 0 else { return clips }
        return clips + (rest < 100 && !clips.isEmpty ? ["word/and"] : []) + group(rest)
    }

    /// A number from 1 to 999.
    private static func group(_ number: Int) -> [String] {
        let (hundreds, rest) = number.quotientAndRemainder(dividingBy: 100)
        let head = hundreds == 0 ? [] : ["number/\(hundreds * 100)"]
        guard rest > 0 else { return head }
        return head + (hundreds == 0 ? [] : ["word/and"]) + ["number/\(rest)"]
    }

    /// "twenty-first": the last word of the number becomes an ordinal.
    static func ordinal(_ rank: Int) -> [String] {
        var clips = cardinal(rank)
        guard let last = clips.popLast() else { return [] }
        return clips + ["ordinal/" + last.dropFirst("number/".count)]
    }

    /// "twelve dollars and fifty cents", "one dollar", "five cents".
    static func money(_ amount: SpokenAmount) -> [String] {
        let clip = amount.currency.clip
        let major = cardinal(amount.major) + [amount.major == 1 ? clip + "-one" : clip + "-many"]
        let minor = cardinal(amount.minor) + [amount.minor == 1 ? clip + "-minor-one" : clip + "-minor-many"]
        let sign = amount.isNegative ? ["number/minus"] : []
        if amount.minor == 0 { return sign + major }
        return sign + (amount.major == 0 ? minor : major + ["word/and"] + minor)
    }

    /// "two hours, five minutes and one second".
    static func duration(_ duration: SpokenDuration) -> [String] {
        var clips: [String] = []
        for (place, part) in duration.parts.enumerated() {
            if place > 0, place == duration.parts.count - 1 { clips.append("word/and") }
            clips += cardinal(part.count) + ["unit/\(part.unit.rawValue)-\(part.count == 1 ? "one" : "many")"]
        }
        return clips
    }
}
