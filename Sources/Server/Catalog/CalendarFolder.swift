import Calendars
import Diagnostics
import Foundation
import IVR

/// The calendar files of a folder.
struct CalendarFolder: Sendable {
    /// The calendars without mistakes.
    private(set) var calendars: [CalendarName: OpeningCalendar] = [:]
    /// What is wrong with the others, with places and carets.
    private(set) var findings: [String] = []
    /// Whether a calendar is missing because of a mistake.
    private(set) var hasErrors = false

    /// Reads a folder; one that is not there has no calendars.
    init(_ folder: String) {
        for path in FlowFolder.paths(in: folder) {
            guard let text = try? TextFile.text(at: path) else { continue }
            let (calendar, diagnostics) = OpeningCalendar.parse(text, path: path)
            findings += diagnostics.rendered(in: SourceText(text, path: path))
            hasErrors = hasErrors || diagnostics.hasErrors
            if let calendar { calendars[CalendarName(calendar.name)] = calendar }
        }
    }
}
