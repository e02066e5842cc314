import Diagnostics

/// Every calendar is one of the configuration.
enum UnknownCalendar: FlowRule {
    static let page = RulePage(
        "unknown-calendar", "Every calendar is there",
        """
        A flow refers to calendars by name.
        """)

    static func check(_ check: FlowCheck, into findings: inout [Diagnostic]) {
        guard let calendars = check.context.calendars else { return }
        for case .hours(let hours) in check.draft.steps.lazy.map(\.verb) where !calendars.contains(hours.calendar.value) {
            let suggestion = Suggestion.nearest(to: hours.calendar.rawValue, in: calendars.map(\.rawValue))
            let hint = suggestion == nil ? "calendars are the files of the folder `Calendars`" : nil
            let message = "there is no calendar `\(hours.calendar.value)`"
            findings.append(Diagnostic(at: hours.calendar.range, message, suggestion: suggestion, hint: hint, rule: "unknown-calendar"))
        }
    }
}
