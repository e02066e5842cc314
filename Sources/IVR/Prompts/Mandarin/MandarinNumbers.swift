/// How values are said in Mandarin.
///
/// Clips that belong together are one clip (`一百`, `两千`, `十一月`), so that the tones of 一 and the choice of 二 or 两 are right inside
/// them; where a unit follows a lone 一 the clip with the changed tone is taken.
enum MandarinSpeech {
    /// How 一 before a word changes by that word's tone: falling before the first three, rising before the fourth.
    enum Sandhi {
        case falling, rising
    }

    /// 一百零五, 负二点五.
    static func number(_ number: DecimalNumber) -> [String] {
        let sign = number.isNegative ? ["number/minus"] : []
        let fraction = number.places == 0 ? [] : ["number/point"] + number.fractionDigits.map { "number/\($0)" }
        return sign + cardinal(Int(clamping: number.truncated.magnitude)) + fraction
    }

    /// A whole number that is not negative.
    static func cardinal(_ number: Int) -> [String] {
        number == 0 ? ["number/0"] : section(number, leads: true)
    }

    /// A number from 1 on; the first section of a number drops the 一 of 一十 and takes 两 before 千, 万 and 亿.
    private static func section(_ number: Int, leads: Bool) -> [String] {
        if number >= 100_000_000 { return split(number, at: 100_000_000, unit: "yi", leads: leads) }
        if number >= 10_000 { return split(number, at: 10_000, unit: "wan", leads: leads) }
        return small(number, leads: leads)
    }

    /// Splits at 万 or 亿; a 零 stands for the zeros at the front of the lower part.
    private static func split(_ number: Int, at power: Int, unit: String, leads: Bool) -> [String] {
        let (high, low) = number.quotientAndRemainder(dividingBy: power)
        let head: [String] =
            switch high {
            case 1: ["number/1-\(unit)"]
            case 2 where leads: ["number/2-liang", "number/\(unit)"]
            default: section(high, leads: leads) + ["number/\(unit)"]
            }
        guard low > 0 else { return head }
        return head + (low < power / 10 ? ["number/0"] : []) + section(low, leads: false)
    }

    /// A number from 1 to 9999.
    private static func small(_ number: Int, leads: Bool) -> [String] {
        let (thousands, rest) = number.quotientAndRemainder(dividingBy: 1_000)
        let (hundreds, last) = rest.quotientAndRemainder(dividingBy: 100)
        var clips: [String] = []
        if thousands > 0 { clips.append(thousands == 2 && !leads ? "number/2000-inner" : "number/\(thousands * 1_000)") }
        if hundreds > 0 { clips.append("number/\(hundreds * 100)") }
        guard last > 0 else { return clips }
        let isGap = hundreds == 0 ? thousands > 0 : last < 10
        if isGap { clips.append("number/0") }
        let isInner = (10...19).contains(last) && !(leads && clips.isEmpty)
        return clips + [isInner ? "number/\(last)-inner" : "number/\(last)"]
    }

    /// A number before a unit: 两 for two, and 一 with the tone it has there.
    static func count(_ number: Int, before sandhi: Sandhi) -> [String] {
        switch (number, sandhi) {
        case (1, .falling): ["number/1-falling"]
        case (1, .rising): ["number/1-rising"]
        case (2, _): ["number/2-liang"]
        default: cardinal(number)
        }
    }

    /// 第二.
    static func ordinal(_ rank: Int) -> [String] {
        ["ordinal/prefix"] + cardinal(rank)
    }

    /// 十二元五角, 两元零五分, 一百美元.
    static func money(_ amount: SpokenAmount) -> [String] {
        let sign = amount.isNegative ? ["number/minus"] : []
        let clip = amount.currency.clip
        let major = amount.major == 0 && amount.minor > 0 ? [] : count(amount.major, before: amount.currency.sandhi) + [clip]
        guard amount.minor > 0 else { return sign + major }
        if amount.currency == .cny { return sign + major + jiao(amount.minor, isFirst: major.isEmpty) }
        let minor = major.isEmpty ? count(amount.minor, before: amount.currency.minorSandhi) : cardinal(amount.minor)
        return sign + major + (amount.minor < 10 && !major.isEmpty ? ["number/0"] : []) + minor + [clip + "-minor"]
    }

    /// The tenths and hundredths of a yuan.
    private static func jiao(_ minor: Int, isFirst: Bool) -> [String] {
        let (jiao, fen) = minor.quotientAndRemainder(dividingBy: 10)
        var clips: [String] = []
        if jiao > 0 {
            clips += (isFirst ? count(jiao, before: .falling) : counted(jiao)) + ["money/cny-jiao"]
        } else if !isFirst {
            clips.append("number/0")
        }
        if fen > 0 { clips += (clips.isEmpty ? count(fen, before: .falling) : counted(fen)) + ["money/cny-minor"] }
        return clips
    }

    /// A number before a unit that is not the first: 二 and not 两.
    private static func counted(_ number: Int) -> [String] {
        number == 1 ? ["number/1-falling"] : cardinal(number)
    }

    /// 两小时五分钟.
    static func duration(_ duration: SpokenDuration) -> [String] {
        duration.parts.flatMap { count($0.count, before: .falling) + ["unit/\($0.unit.rawValue)"] }
    }
}

extension Currency {
    /// How 一 sounds before the unit's name.
    var sandhi: MandarinSpeech.Sandhi { self == .jpy ? .rising : .falling }
    /// How 一 sounds before the name of the hundredth.
    var minorSandhi: MandarinSpeech.Sandhi { self == .gbp ? .rising : .falling }
}
