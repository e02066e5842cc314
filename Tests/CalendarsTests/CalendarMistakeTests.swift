import Calendars
import Diagnostics
import Testing

@Suite struct `Mistakes in calendars` {
    /// Lines below the name of a calendar, and the findings about them.
    struct Wrong: Sendable, CustomTestStringConvertible {
        var lines: String
        var findings: [String]
        var testDescription: String { findings.first ?? lines }

        init(_ lines: String, _ findings: String...) {
            self.lines = lines
            self.findings = findings
        }
    }

    @Test(arguments: [
        Wrong(
            "time-zone: Asia/Shanghi\nhours: {}",
            "2:12: unknown time zone \"Asia/Shanghi\"; did you mean \"Asia/Shanghai\"? [calendar-zone]"),
        Wrong("time-zone: GMT+8\nhours: {}", "2:12: unknown time zone \"GMT+8\"; did you mean \"GMT\"? [calendar-zone]"),
        Wrong("time-zone: UTC", "1:1: a calendar needs the key `hours` [missing-key]"),
        Wrong(
            "time-zone: UTC\nhours: { mondy: closed }",
            "3:10: the hours of the week has no key `mondy`; did you mean \"monday\"? [unknown-key]"),
        Wrong("time-zone: UTC\nhours: { monday: 9-18 }", "3:18: \"9-18\" is no interval of hours [calendar-time]"),
        Wrong(
            "time-zone: UTC\nhours: { monday: close }", "3:18: \"close\" is no interval of hours; did you mean \"closed\"? [calendar-time]"),
        Wrong("time-zone: UTC\nhours: { monday: \"09:00-18:60\" }", "3:19: \"09:00-18:60\" has a time that no clock shows [calendar-time]"),
        Wrong("time-zone: UTC\nhours: { monday: \"24:00-02:00\" }", "3:19: \"24:00-02:00\" has a time that no clock shows [calendar-time]"),
        Wrong("time-zone: UTC\nhours: { monday: \"25:00-02:00\" }", "3:19: \"25:00-02:00\" has a time that no clock shows [calendar-time]"),
        Wrong("time-zone: UTC\nhours: { monday: \"09:00-09:00\" }", "3:19: \"09:00-09:00\" is of no length [calendar-time]"),
        Wrong(
            "time-zone: UTC\nhours: { monday: [\"09:00-12:00\", \"11:00-13:00\"] }",
            "3:35: 11:00-13:00 overlaps 09:00-12:00 [calendar-overlap]"),
        Wrong(
            "time-zone: UTC\nhours: { sunday: \"22:00-02:00\", monday: \"01:00-05:00\" }",
            "3:19: 22:00-02:00 of sunday runs into 01:00-05:00 of monday [calendar-overlap]"),
        Wrong("time-zone: UTC\nhours: {}\nholidays: [2026-02-29]", "4:12: \"2026-02-29\" is no date [calendar-date]"),
        Wrong("time-zone: UTC\nhours: {}\nholidays: [1.10.2026]", "4:12: \"1.10.2026\" is no date [calendar-date]"),
        Wrong("time-zone: UTC\nhours: {}\nholidays: [2026-01-01, 2026-01-01]", "4:24: 2026-01-01 is here twice [calendar-date]"),
        Wrong("time-zone: UTC\nhours: {}\nholidays: [12-25, 12-25]", "4:19: 12-25 is here twice [calendar-date]"),
        Wrong(
            "time-zone: UTC\nhours: {}\nholidays: [{ date: 12-25, to: 12-26 }]", "4:31: a holiday of every year is one day [calendar-date]"),
        Wrong(
            "time-zone: UTC\nhours: {}\nholidays: [{ date: 2026-02-02, to: 2026-02-01 }]",
            "4:36: 2026-02-01 is before 2026-02-02 [calendar-date]"),
        Wrong(
            "time-zone: UTC\nhours: {}\nholidays: [{ date: 2026-02-02, to: 2028-02-01 }]",
            "4:36: from 2026-02-02 to 2028-02-01 is more than a year [calendar-date]"),
        Wrong("time-zone: UTC\nhours: {}\nspecial: [{ date: 2026-02-02 }]", "4:13: a special day needs the key `hours` [missing-key]"),
        Wrong(
            "time-zone: UTC\nhours: { monday: 9-18, friday: 10-19 }", "3:18: \"9-18\" is no interval of hours [calendar-time]",
            "3:32: \"10-19\" is no interval of hours [calendar-time]"),
    ]) func `are found where they are`(_ row: Wrong) {
        let (calendar, findings) = OpeningCalendar.parse("calendar: c\n" + row.lines, path: "c")
        #expect(calendar == nil)
        #expect(findings.map(\.description) == row.findings.map { "c:" + $0 })
    }

    @Test(arguments: ["", "[]", "x", "calendar: a"])
    func `of the whole file are found`(_ text: String) {
        let (calendar, findings) = OpeningCalendar.parse(text, path: "c")
        #expect(calendar == nil)
        #expect(findings.hasErrors)
    }
}
