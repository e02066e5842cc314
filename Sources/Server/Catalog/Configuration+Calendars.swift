import Calendars

extension Configuration {
    /// The calendars of the configuration's folder by name, for tools that need no more of it; and what is wrong with them.
    public var calendarFolder: (calendars: [String: OpeningCalendar], findings: [String]) {
        let folder = CalendarFolder(paths.calendars)
        return (Dictionary(folder.calendars.map { ($0.key.rawValue, $0.value) }) { first, _ in first }, folder.findings)
    }
}
