extension EnglishSpeech {
    /// "March twenty-ninth, twenty twenty-six".
    static func date(_ date: SpokenDate) -> [String] {
        ["month/\(date.month)", "ordinal/\(date.day)"] + (date.year.map(year) ?? [])
    }

    /// "twenty twenty-six", "two thousand and five", "nineteen oh five", "nineteen hundred".
    private static func year(_ year: Int) -> [String] {
        let (century, rest) = year.quotientAndRemainder(dividingBy: 100)
        guard (1_000...9_999).contains(year), century % 10 != 0 || rest >= 10 else { return cardinal(year) }
        switch rest {
        case 0: return ["number/\(century)", "number/hundred"]
        case 1...9: return ["number/\(century)", "word/oh", "number/\(rest)"]
        default: return ["number/\(century)", "number/\(rest)"]
        }
    }

    /// "six oh five p.m.", "three p.m.", "noon", "midnight".
    static func time(_ time: SpokenTime) -> [String] {
        if time.minute == 0, time.hour == 0 { return ["time/midnight"] }
        if time.minute == 0, time.hour == 12 { return ["time/noon"] }
        let half = time.hour < 12 ? "time/am" : "time/pm"
        let minute =
            switch time.minute {
            case 0: [String]()
            case 1...9: ["word/oh", "number/\(time.minute)"]
            default: ["number/\(time.minute)"]
            }
        return ["number/\(time.hourOfTwelve)"] + minute + [half]
    }
}
