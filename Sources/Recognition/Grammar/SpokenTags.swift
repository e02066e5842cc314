/// Turns the tags of the grammars that every language has into values.
///
/// | tag | means |
/// |---|---|
/// | `0` to `9` | a digit of a row |
/// | `*2` | the next digit counts twice |
/// | `+7` | added to what is being counted |
/// | `x100` | what is being counted, so many times |
/// | `k1000` | all since the last thousands, so many times |
/// | `.`, `-` | a decimal point, a minus |
/// | `y1900`, `m3`, `d`, `n1` | a year begins at 1900, the month March, the day begins, a day from now |
/// | `h`, `q15`, `o10`, `t15` | the hour begins, minutes past it, minutes begin, minutes before it |
/// | `am`, `pm`, `midday`, `night` | the part of the day |
/// | `USD`, `c` | the currency so far, cents begin |
struct SpokenTags {
    /// Counts `twenty five thousand three hundred`.
    private struct Count {
        var total = 0
        var section = 0
        var pending = 0
        var value: Int { total + section + pending }

        mutating func take(_ tag: Substring) {
            guard let sign = tag.first, let number = Int(tag.dropFirst()), number <= 1_000_000_000 else { return }
            // The grammars count to less than 10^12; more from a grammar with odd tags stops there.
            guard value < 1_000_000_000 else { return }
            switch sign {
            case "+": pending += number
            case "x":
                section += max(1, pending) * number
                pending = 0
            case "k":
                total += max(1, section + pending) * number
                (section, pending) = (0, 0)
            default: break
            }
        }
    }

    let tags: [Substring]

    init(_ tags: [String]) {
        self.tags = tags.map { $0[...] }
    }

    /// The value; nothing when the tags make none, such as the 31st of April.
    func value(of type: SpokenType) -> SpokenValue? {
        switch type {
        case .digits, .phone: digits.map { .digits($0) }
        case .number: number(tags).map { .number($0) }
        case .boolean: tags.last.flatMap { $0 == "true" ? .boolean(true) : $0 == "false" ? .boolean(false) : nil }
        case .date: date
        case .time: time
        case .money: money
        }
    }

    private var digits: String? {
        var digits = ""
        var times = 1
        for tag in tags {
            if tag.first == "*" {
                times = Int(tag.dropFirst()) ?? 1
            } else {
                digits += String(repeating: String(tag), count: max(1, min(times, 9)))
                times = 1
            }
        }
        return digits.isEmpty ? nil : digits
    }

    private func number(_ tags: some Sequence<Substring>) -> String? {
        var (count, fraction, isNegative, inFraction, isEmpty) = (Count(), "", false, false, true)
        for tag in tags {
            switch tag.first {
            case "-": isNegative = true
            case ".": inFraction = true
            case let sign? where sign.isNumber: fraction += tag
            default: count.take(tag)
            }
            isEmpty = false
        }
        guard !isEmpty, !inFraction || !fraction.isEmpty else { return nil }
        let sign = isNegative && (count.value != 0 || fraction.contains { $0 != "0" }) ? "-" : ""
        return sign + "\(count.value)" + (fraction.isEmpty ? "" : ".\(fraction)")
    }

    /// What was counted between tags that begin with one of `starts` and the next tag that begins with another letter.
    private func count(after starts: Character) -> Int? {
        var count: Count?
        for tag in tags {
            if tag.first == starts {
                count = Count(total: Int(tag.dropFirst()) ?? 0)
            } else if tag.first?.isLetter == true, tag.first != "x", tag.first != "k" {
                if count != nil { break }
            } else {
                count?.take(tag)
            }
        }
        return count?.value
    }

    private var date: SpokenValue? {
        if let days = tags.last(where: { $0.first == "n" }).flatMap({ Int($0.dropFirst()) }) { return .dayFromNow(days) }
        guard let month = tags.last(where: { $0.first == "m" }).flatMap({ Int($0.dropFirst()) }) ?? count(after: "M") else { return nil }
        guard let day = count(after: "d") else { return nil }
        let year = spokenYear ?? count(after: "y").map { $0 < 30 ? 2000 + $0 : $0 < 100 ? 1900 + $0 : $0 }
        let isLeap = year.map { $0 % 4 == 0 && ($0 % 100 != 0 || $0 % 400 == 0) } ?? true
        let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard days.indices.contains(month - 1), (1...days[month - 1]).contains(day) else { return nil }
        return .date(year: year, month: month, day: day)
    }

    /// A year said digit by digit: `Y` and its digits.
    private var spokenYear: Int? {
        guard let start = tags.firstIndex(of: "Y") else { return nil }
        let digits = tags[(start + 1)...].prefix { $0.count == 1 && $0.first?.isNumber == true }.joined()
        return Int(digits).map { digits.count == 2 ? ($0 < 30 ? 2000 + $0 : 1900 + $0) : $0 }
    }

    private var time: SpokenValue? {
        guard var hour = count(after: "h"), hour <= 24 else { return nil }
        var minute = count(after: "o") ?? count(after: "q") ?? 0
        if let before = count(after: "t"), before > 0 {
            minute = 60 - before
            hour = hour == 1 ? 12 : hour - 1
        }
        guard (0..<60).contains(minute) else { return nil }
        guard let known = hourOfDay(hour) else { return .time(hour: hour % 24, minute: minute, isCertain: hour == 0 || hour > 12) }
        return .time(hour: known, minute: minute, isCertain: true)
    }

    /// An hour of twelve or of 24 in the part of the day that was said with it; nothing when none was.
    private func hourOfDay(_ hour: Int) -> Int? {
        guard hour <= 12 else { return hour % 24 }
        let afternoon = hour < 12 ? hour + 12 : 12
        for tag in tags {
            switch tag {
            case "am": return hour == 12 ? 0 : hour
            case "pm": return afternoon
            // 中午十一点半 is before noon, 中午一点 after it.
            case "midday": return hour >= 10 ? hour : afternoon
            // Twelve at night is midnight, and the hours behind it are the next day's.
            case "night": return hour == 12 ? 0 : hour < 5 ? hour : afternoon
            default: continue
            }
        }
        return nil
    }

    private var money: SpokenValue? {
        let unit = tags.firstIndex { $0.count == 3 && $0.allSatisfy(\.isUppercase) } ?? tags.endIndex
        let currency = tags[unit...].first.map { String($0) }
        let isWhole = !tags.contains("c") || tags.firstIndex(of: "c") ?? 0 > unit
        let whole = isWhole ? number(tags[..<unit]) : "0"
        guard let whole else { return nil }
        // `12.5` is said to the end; cents come only behind whole units.
        if let point = whole.firstIndex(of: ".") {
            let cents = whole[point...].dropFirst()
            return .money(amount: cents.count < 2 ? whole + "0" : whole, currency: currency)
        }
        let cents = count(after: "c") ?? 0
        guard (0...99).contains(cents) else { return nil }
        return .money(amount: whole + (cents < 10 ? ".0\(cents)" : ".\(cents)"), currency: currency)
    }
}
