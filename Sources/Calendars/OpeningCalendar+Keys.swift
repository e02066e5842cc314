public import Diagnostics

extension OpeningCalendar {
    /// The keys of a calendar's file.
    public static let keys = KeyTable(
        "a calendar",
        [
            Key("calendar", .pattern(#"^\p{L}[\p{L}\p{N}_-]*$"#, "a name"), required: true, "its name"),
            Key("time-zone", .text, required: true, "where it is, such as Asia/Shanghai (IANA time zones)"),
            Key("hours", .mapping(weekKeys), required: true, "the hours of the week; a day that is not named is closed"),
            Key("holidays", .list(.either([.text, .mapping(holidayKeys)])), "days that are closed"),
            Key("special", .list(.mapping(specialKeys)), "days with hours of their own, stronger than holidays"),
        ])

    private static let hours = Shape.either([.text, .list(.text)])

    static let weekKeys = KeyTable(
        "the hours of the week",
        [
            Key("daily", hours, "every day that is not named otherwise"),
            Key("weekdays", hours, "Monday to Friday, unless named by themselves"),
            Key("weekend", hours, "Saturday and Sunday, unless named by themselves"),
        ] + Weekday.allCases.map { Key($0.rawValue, hours, "that day") })

    static let holidayKeys = KeyTable(
        "a holiday",
        [
            Key("date", .text, required: true, "its first day, such as 2026-10-01, or of every year, such as 12-25"),
            Key("to", .text, "its last day"), Key("name", .text, "what is celebrated, for people who read the file"),
        ])

    static let specialKeys = KeyTable(
        "a special day",
        [
            Key("date", .text, required: true, "the first day, such as 2026-10-10"), Key("to", .text, "the last day"),
            Key("hours", hours, required: true, "its hours, or `closed`"), Key("name", .text, "why, for people who read the file"),
        ])

    /// Reads a calendar; it comes only when nothing is wrong with it.
    public static func parse(_ text: String, path: String) -> (OpeningCalendar?, [Diagnostic]) {
        switch SourceTree.parse(text, path: path) {
        case .failure(let finding): return (nil, [finding])
        case .success(let tree):
            var reader = CalendarReader(tree)
            let calendar = reader.read()
            reader.findings.reportUnread(in: tree)
            let diagnostics = reader.findings.diagnostics.inReadingOrder()
            return (diagnostics.hasErrors ? nil : calendar, diagnostics)
        }
    }
}
