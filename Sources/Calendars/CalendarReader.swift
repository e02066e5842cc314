import Diagnostics
import Foundation

/// Reads the tree of a file into a calendar, key by key.
struct CalendarReader {
    let tree: SourceTree
    var findings: Findings

    init(_ tree: SourceTree) {
        self.tree = tree
        findings = Findings(for: tree)
    }

    /// An interval with its place.
    typealias Intervals = [Located<OpeningInterval>]

    mutating func read() -> OpeningCalendar? {
        guard let root = tree.root else {
            let start = SourceRange(start: SourceLocation(path: tree.source.path, line: 1, column: 1), length: 1)
            findings.add(Diagnostic(at: start, "the calendar is empty", rule: "missing-key"))
            return nil
        }
        guard let reader = MappingReader(root, OpeningCalendar.keys, &findings) else { return nil }
        let name = reader.text("calendar", &findings)
        let zone = zone(reader)
        let week = week(reader)
        let holidays = holidays(reader)
        let special = special(reader)
        guard let name, let zone else { return nil }
        return OpeningCalendar(
            name: name.value, zone: zone, weekly: week, holidays: holidays.dates, yearly: holidays.yearly, special: special)
    }

    mutating func add(_ range: SourceRange, _ message: String, suggestion: String? = nil, hint: String? = nil, rule: String) {
        findings.add(Diagnostic(at: range, message, suggestion: suggestion, hint: hint, rule: rule))
    }

    private mutating func zone(_ reader: MappingReader) -> TimeZone? {
        guard let name = reader.text("time-zone", &findings) else { return nil }
        let known = TimeZone.knownTimeZoneIdentifiers
        // Names such as "GMT+8" are understood by Foundation and are wrong in summer: only places are taken, and UTC.
        if known.contains(name.value) || name.value == "UTC", let zone = TimeZone(identifier: name.value) { return zone }
        let suggestion = Suggestion.nearest(to: name.value, in: known)
        let hint = suggestion == nil ? "a time zone is named by a place, such as Europe/Berlin" : nil
        add(name.range, "unknown time zone \"\(name.value)\"", suggestion: suggestion, hint: hint, rule: "calendar-zone")
        return nil
    }

    private mutating func week(_ reader: MappingReader) -> [Weekday: [OpeningInterval]] {
        guard let week = reader.mapping("hours", &findings) else { return [:] }
        var hours: [String: Intervals] = [:]
        for key in OpeningCalendar.weekKeys.names {
            if let node = week.value(key) { hours[key] = intervals(node) }
        }
        var days: [Weekday: Intervals] = [:]
        for day in Weekday.allCases {
            days[day] = hours[day.rawValue] ?? hours[day.isWeekend ? "weekend" : "weekdays"] ?? hours["daily"]
        }
        checkSpill(days)
        return days.mapValues { $0.map(\.value) }
    }

    /// An interval over midnight must end before the next day opens.
    private mutating func checkSpill(_ days: [Weekday: Intervals]) {
        for (day, next) in zip(Weekday.allCases, Weekday.allCases.dropFirst() + [.monday]) {
            for interval in days[day] ?? [] {
                guard let spill = interval.value.spill, let other = days[next]?.first(where: { $0.value.overlaps(spill) }) else { continue }
                let message = "\(interval.value) of \(day.rawValue) runs into \(other.value) of \(next.rawValue)"
                add(interval.range, message, rule: "calendar-overlap")
            }
        }
    }

    /// `closed`, one interval or several.
    mutating func intervals(_ node: SourceNode) -> Intervals {
        if node.text == "closed" {
            findings.markRead(node)
            return []
        }
        var intervals: Intervals = []
        for element in node.elements ?? [node] {
            guard let text = findings.text(element), let interval = interval(text) else { continue }
            if let other = intervals.first(where: { $0.value.overlaps(interval) }) {
                add(text.range, "\(interval) overlaps \(other.value)", rule: "calendar-overlap")
            }
            intervals.append(Located(interval, at: text.range))
        }
        return intervals
    }

    private mutating func interval(_ text: Located<String>) -> OpeningInterval? {
        do throws(OpeningInterval.Mistake) {
            return try OpeningInterval(text.value)
        } catch {
            report(error, text)
            return nil
        }
    }

    private mutating func report(_ mistake: OpeningInterval.Mistake, _ text: Located<String>) {
        let shown = "\"\(text.value)\""
        switch mistake {
        case .form:
            let suggestion = Suggestion.nearest(to: text.value, in: ["closed"])
            let hint = "hours are written 09:00-18:00, over midnight 22:00-02:00, all day 00:00-24:00"
            add(text.range, "\(shown) is no interval of hours", suggestion: suggestion, hint: hint, rule: "calendar-time")
        case .noSuchTime:
            add(text.range, "\(shown) has a time that no clock shows", hint: "times go from 00:00 to 24:00", rule: "calendar-time")
        case .empty:
            add(text.range, "\(shown) is of no length", hint: "all day is 00:00-24:00", rule: "calendar-time")
        }
    }
}
