extension Milliseconds {
    /// Words for units, and how long they are [ms].
    private static let units: [String: Int] = {
        let words = [
            (1, ["ms", "msec", "msecs", "millisecond", "milliseconds", "毫秒"]),
            (1000, ["", "s", "sec", "secs", "second", "seconds", "秒", "秒钟"]),
            (60_000, ["m", "min", "mins", "minute", "minutes", "分", "分钟"]),
            (3_600_000, ["h", "hr", "hrs", "hour", "hours", "小时", "时"]),
        ]
        return Dictionary(uniqueKeysWithValues: words.flatMap { length, words in words.map { ($0, length) } })
    }()

    /// What somebody meant who wrote `5 min`, `1.5s`, `2:30` or `5`, which is in seconds; nothing when it is not clear.
    init?(meantBy text: String) {
        guard text.utf8.count <= 40 else { return nil }
        let text = text.lowercased().filter { $0 != " " }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        if parts.count == 2, let minutes = Int(parts[0]), let seconds = Int(parts[1]), (0..<1000).contains(minutes),
            (0..<60).contains(seconds)
        {
            self.init(rawValue: minutes * 60_000 + seconds * 1000)
            return
        }
        let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == "." || $0 == ",") }
        guard let factor = Self.units[String(text[digits.endIndex...])] else { return nil }
        let number = digits.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
        guard number.count <= 2, let whole = number.first.flatMap({ Int($0) }), (0..<1_000_000).contains(whole) else { return nil }
        var length = whole * factor
        if number.count == 2 {
            guard (1...3).contains(number[1].count), let fraction = Int(number[1]) else { return nil }
            length += (0..<number[1].count).reduce(fraction * factor) { left, _ in left / 10 }
        }
        self.init(rawValue: length)
    }
}
