/// A day of the Gregorian calendar, with or without its year.
struct SpokenDate: Hashable, Sendable {
    let year: Int?
    let month: Int
    let day: Int

    /// Reads `2026-03-29` with or without a time behind it, `20260329`, and `0329` or `03-29` without a year.
    init?(_ text: String) {
        let date = text.prefix { $0 != "T" && $0 != " " }
        let fields = date.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        switch (fields.count, fields.first?.count) {
        case (3, 4): self.init(year: fields[0], month: fields[1], day: fields[2])
        case (2, 2): self.init(year: nil, month: fields[0], day: fields[1])
        case (1, 8): self.init(year: String(date.prefix(4)), month: String(date.dropFirst(4).prefix(2)), day: String(date.suffix(2)))
        case (1, 4): self.init(year: nil, month: String(date.prefix(2)), day: String(date.suffix(2)))
        default: return nil
        }
    }

    private init?(year: String?, month: String, day: String) {
        guard let month = Int(digits: month), let day = Int(digits: day), (1...12).contains(month) else { return nil }
        if let year {
            guard let number = Int(digits: year), number > 0 else { return nil }
            self.year = number
        } else {
            self.year = nil
        }
        let isLeap = self.year.map { $0 % 4 == 0 && ($0 % 100 != 0 || $0 % 400 == 0) } ?? true
        let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard day >= 1, day <= days[month - 1] else { return nil }
        self.month = month
        self.day = day
    }

    init(saying value: FlowValue) throws(SpeechError) {
        guard case .text(let text) = value, let date = SpokenDate(text) else {
            throw SpeechError(.date, needs: "a date such as 2026-03-29")
        }
        self = date
    }
}

/// A time of day, to the minute.
struct SpokenTime: Hashable, Sendable {
    /// From 0 to 23.
    let hour: Int
    let minute: Int

    /// Reads `18:05`, `8:05`, `18:05:30`, `1805`, and the time of `2026-03-29T18:05+08:00`.
    init?(_ text: String) {
        let tail = text.split(whereSeparator: { $0 == "T" || $0 == " " }).last.map(String.init) ?? ""
        let clock = tail.prefix { $0.isDigit || $0 == ":" }
        guard clock.count == tail.count || text.contains("T") else { return nil }
        let fields = clock.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        let hourAndMinute = fields.count == 1 && clock.count == 4 ? [String(clock.prefix(2)), String(clock.suffix(2))] : fields
        guard (2...3).contains(hourAndMinute.count), hourAndMinute.allSatisfy({ (1...2).contains($0.count) }) else { return nil }
        guard let hour = Int(digits: hourAndMinute[0]), let minute = Int(digits: hourAndMinute[1]) else { return nil }
        guard hour < 24, minute < 60, hourAndMinute[1].count == 2 else { return nil }
        self.hour = hour
        self.minute = minute
    }

    init(saying value: FlowValue) throws(SpeechError) {
        guard case .text(let text) = value, let time = SpokenTime(text) else {
            throw SpeechError(.time, needs: "a time of day such as 18:05")
        }
        self = time
    }

    /// The hour on a clock of twelve.
    var hourOfTwelve: Int { hour % 12 == 0 ? 12 : hour % 12 }
}

extension Int {
    /// Reads a text of the digits 0 to 9 and nothing else.
    fileprivate init?(digits text: String) {
        guard !text.isEmpty, text.allSatisfy(\.isDigit), let number = Int(text) else { return nil }
        self = number
    }
}
