import Diagnostics

extension CalendarReader {
    /// The longest stretch of days in one entry.
    private static let longestStretch = 366

    mutating func holidays(_ reader: MappingReader) -> (dates: Set<CivilDate>, yearly: Set<Int>) {
        guard reader.has("holidays") else { return ([], []) }
        var dates: Set<CivilDate> = []
        var yearly: Set<Int> = []
        for node in reader.list("holidays", &findings) ?? [] {
            if node.entries == nil {
                guard let text = findings.text(node) else { continue }
                addHoliday(text, to: nil, &dates, &yearly)
            } else if let entry = MappingReader(node, OpeningCalendar.holidayKeys, &findings) {
                _ = entry.text("name", &findings)
                let last = entry.text("to", &findings)
                guard let first = entry.text("date", &findings) else { continue }
                addHoliday(first, to: last, &dates, &yearly)
            }
        }
        return (dates, yearly)
    }

    private mutating func addHoliday(
        _ first: Located<String>, to last: Located<String>?, _ dates: inout Set<CivilDate>, _ yearly: inout Set<Int>
    ) {
        // 2024 is a leap year: a holiday on 02-29 exists in some years.
        if first.value.utf8.count == 5, let date = CivilDate("2024-" + first.value) {
            if let last { add(last.range, "a holiday of every year is one day", rule: "calendar-date") }
            if !yearly.insert(date.month * 100 + date.day).inserted { repeated(first) }
            return
        }
        for date in days(from: first, to: last) where !dates.insert(date).inserted {
            repeated(first, date)
            return
        }
    }

    mutating func special(_ reader: MappingReader) -> [CivilDate: [OpeningInterval]] {
        guard reader.has("special") else { return [:] }
        var special: [CivilDate: [OpeningInterval]] = [:]
        for node in reader.list("special", &findings) ?? [] {
            guard let entry = MappingReader(node, OpeningCalendar.specialKeys, &findings) else { continue }
            _ = entry.text("name", &findings)
            let last = entry.text("to", &findings)
            let hours = entry.value("hours").map { intervals($0).map(\.value) } ?? []
            guard let first = entry.text("date", &findings) else { continue }
            for date in days(from: first, to: last) where special.updateValue(hours, forKey: date) != nil {
                repeated(first, date)
                break
            }
        }
        return special
    }

    private mutating func repeated(_ text: Located<String>, _ date: CivilDate? = nil) {
        add(text.range, "\(date?.description ?? text.value) is here twice", rule: "calendar-date")
    }

    /// The days from one date to another.
    private mutating func days(from first: Located<String>, to last: Located<String>?) -> [CivilDate] {
        guard let start = date(first), let end = last.map({ date($0) }) ?? start else { return [] }
        let count = end.dayNumber - start.dayNumber
        guard count >= 0, count < Self.longestStretch else {
            let message = count < 0 ? "\(end) is before \(start)" : "from \(start) to \(end) is more than a year"
            add(last?.range ?? first.range, message, rule: "calendar-date")
            return []
        }
        return (0...count).map { CivilDate(dayNumber: start.dayNumber + $0) }
    }

    private mutating func date(_ text: Located<String>) -> CivilDate? {
        if let date = CivilDate(text.value) { return date }
        let hint = "a date is written 2026-10-01, a holiday of every year 10-01"
        add(text.range, "\"\(text.value)\" is no date", hint: hint, rule: "calendar-date")
        return nil
    }
}
