import Calendars
import Testing

/// A moment, and what a calendar says of it.
struct Asked: Sendable, CustomTestStringConvertible {
    var calendar: String
    var moment: String
    var state: CalendarState
    var testDescription: String { "\(moment) is \(state)" }

    init(_ calendar: String, _ moment: String, _ state: CalendarState) {
        self.calendar = calendar
        self.moment = moment
        self.state = state
    }
}

/// Reads `2026-03-29T01:59Z` [s since 1970].
func seconds(_ text: String) throws -> Int {
    let fields = text.dropLast().split { "-T:".contains($0) }.compactMap { Int($0) }
    try #require(fields.count == 5 && text.hasSuffix("Z"), "\(text)")
    let yearStart = (1970..<fields[0]).reduce(0) { $0 + ($1 % 4 == 0 ? 366 : 365) }
    let months = [31, fields[0] % 4 == 0 ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    let days = yearStart + months.prefix(fields[1] - 1).reduce(0, +) + fields[2] - 1
    return (days * 24 + fields[3]) * 3600 + fields[4] * 60
}

func calendar(_ text: String) throws -> OpeningCalendar {
    let (calendar, findings) = OpeningCalendar.parse(text, path: "c.yaml")
    return try #require(calendar, "\(findings)")
}

private let office = """
    calendar: office
    time-zone: Asia/Shanghai
    hours:
      weekdays: ["09:00-12:00", "13:30-18:00"]
      friday: "09:00-12:00"
      saturday: "22:00-02:00"
    holidays:
      - { date: 2026-10-01, to: 2026-10-07, name: National Day }
      - 2026-01-01
      - 12-25
    special:
      - { date: 2026-10-10, hours: "09:00-18:00", name: made up for the holiday }
      - { date: 2026-10-07, hours: "10:00-11:00" }
      - { date: 2026-06-01, to: 2026-06-02, hours: closed }
    """

private func nightly(_ zone: String, _ hours: String) -> String {
    "calendar: night\ntime-zone: \(zone)\nhours: { daily: \"\(hours)\" }"
}

@Suite struct `Opening calendars` {
    @Test(arguments: [
        Asked(office, "2026-11-19T00:59Z", .closed),  // Thursday 08:59
        Asked(office, "2026-11-19T01:00Z", .open),
        Asked(office, "2026-11-19T03:59Z", .open),
        Asked(office, "2026-11-19T04:00Z", .closed),  // lunch
        Asked(office, "2026-11-19T05:30Z", .open),
        Asked(office, "2026-11-20T05:30Z", .closed),  // Friday afternoon
        Asked(office, "2026-11-21T13:59Z", .closed),  // Saturday 21:59
        Asked(office, "2026-11-21T14:00Z", .open),
        Asked(office, "2026-11-21T17:59Z", .open),  // Sunday 01:59
        Asked(office, "2026-11-21T18:00Z", .closed),
        Asked(office, "2026-09-30T16:00Z", .holiday),  // 1 October 00:00
        Asked(office, "2026-10-01T02:00Z", .holiday),
        Asked(office, "2026-10-07T01:59Z", .closed),  // a special day is no holiday
        Asked(office, "2026-10-07T02:00Z", .open),
        Asked(office, "2026-10-07T03:00Z", .closed),
        Asked(office, "2026-10-10T02:00Z", .open),  // a working Saturday
        Asked(office, "2026-10-10T15:00Z", .closed),
        Asked(office, "2026-12-25T02:00Z", .holiday),
        Asked(office, "2031-12-25T02:00Z", .holiday),
        Asked(office, "2026-06-01T02:00Z", .closed),
        Asked(nightly("Europe/Berlin", "01:30-02:30"), "2026-03-29T00:30Z", .open),  // 01:30, an hour before the gap
        Asked(nightly("Europe/Berlin", "01:30-02:30"), "2026-03-29T00:59Z", .open),
        Asked(nightly("Europe/Berlin", "01:30-02:30"), "2026-03-29T01:00Z", .closed),  // 03:00, there is no 02:00
        Asked(nightly("Europe/Berlin", "02:00-03:00"), "2026-03-29T00:59Z", .closed),  // all of it falls into the gap
        Asked(nightly("Europe/Berlin", "02:00-03:00"), "2026-03-29T01:00Z", .closed),
        Asked(nightly("Europe/Berlin", "02:15-02:45"), "2026-10-25T00:15Z", .open),  // 02:15 for the first time
        Asked(nightly("Europe/Berlin", "02:15-02:45"), "2026-10-25T00:45Z", .closed),
        Asked(nightly("Europe/Berlin", "02:15-02:45"), "2026-10-25T01:15Z", .open),  // and for the second
        Asked(nightly("America/New_York", "22:00-03:00"), "2026-03-08T06:59Z", .open),  // 01:59
        Asked(nightly("America/New_York", "22:00-03:00"), "2026-03-08T07:00Z", .closed),  // 03:00
        Asked(nightly("America/New_York", "00:30-01:30"), "2026-11-01T05:29Z", .open),
        Asked(nightly("America/New_York", "00:30-01:30"), "2026-11-01T05:30Z", .closed),
        Asked(nightly("America/New_York", "00:30-01:30"), "2026-11-01T06:00Z", .open),  // 01:00 again
        Asked(nightly("America/New_York", "00:30-01:30"), "2026-11-01T06:30Z", .closed),
        Asked(nightly("Asia/Shanghai", "09:00-18:00"), "2026-03-29T01:00Z", .open),  // no summer time here
        Asked(nightly("Asia/Kathmandu", "09:00-18:00"), "2026-03-29T03:15Z", .open),  // +05:45
        Asked(nightly("Asia/Kathmandu", "09:00-18:00"), "2026-03-29T03:14Z", .closed),
        Asked(nightly("Australia/Lord_Howe", "02:00-02:30"), "2026-10-03T15:30Z", .closed),  // a gap of half an hour
        Asked(nightly("UTC", "00:00-24:00"), "2026-03-29T23:59Z", .open),
        Asked(nightly("UTC", "00:00-24:00"), "1970-01-01T00:00Z", .open),
    ]) func `say what is so at a moment`(_ row: Asked) throws {
        #expect(try calendar(row.calendar).state(at: seconds(row.moment)) == row.state)
    }

    @Test(arguments: [
        (office, "2026-11-19T00:00Z", "2026-11-19T01:00Z"), (office, "2026-11-19T01:00Z", "2026-11-19T04:00Z"),
        (office, "2026-11-22T00:00Z", "2026-11-23T01:00Z"),  // over Sunday
        (office, "2026-09-30T10:00Z", "2026-09-30T16:00Z"),  // closed becomes holiday at midnight
        (office, "2026-09-30T16:00Z", "2026-10-06T16:00Z"),
        (nightly("Europe/Berlin", "02:00-03:00"), "2026-03-28T12:00Z", "2026-03-30T00:00Z"),  // skips the gap
        (nightly("Europe/Berlin", "01:30-02:30"), "2026-03-29T00:30Z", "2026-03-29T01:00Z"),  // ends with the gap
        (nightly("Europe/Berlin", "02:15-02:45"), "2026-10-25T00:45Z", "2026-10-25T01:15Z"),
        (nightly("America/New_York", "22:00-03:00"), "2026-03-08T03:00Z", "2026-03-08T07:00Z"),
    ]) func `say when that changes`(_ row: (calendar: String, from: String, to: String)) throws {
        #expect(try calendar(row.calendar).nextChange(after: seconds(row.from)) == seconds(row.to))
    }

    @Test func `say that nothing ever changes`() throws {
        #expect(try calendar(nightly("Europe/Berlin", "00:00-24:00")).nextChange(after: seconds("2026-01-01T00:00Z")) == nil)
        let never = "calendar: never\ntime-zone: UTC\nhours: {}"
        #expect(try calendar(never).nextChange(after: 0) == nil)
    }

    /// Walks quarter of an hour by quarter of an hour through the weeks around the changes of the clocks.
    @Test(arguments: ["Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Santiago", "Africa/Casablanca"])
    func `agree with themselves about every change`(_ zone: String) throws {
        let text = office.replacing("Asia/Shanghai", with: zone).replacing("saturday: \"22:00-02:00\"", with: "weekend: \"23:30-02:15\"")
        let calendar = try calendar(text)
        for start in [
            "2026-03-05T00:00Z", "2026-03-26T00:00Z", "2026-04-02T00:00Z", "2026-09-28T00:00Z", "2026-10-22T00:00Z", "2026-12-24T00:00Z",
        ] {
            var moment = try seconds(start)
            let end = moment + 5 * 86_400
            var expected = calendar.nextChange(after: moment)
            while moment < end {
                let next = moment + 900
                if calendar.state(at: next) != calendar.state(at: moment) {
                    #expect(expected == next, "\(zone) \(next)")
                    expected = calendar.nextChange(after: next)
                }
                moment = next
            }
        }
    }

    @Test func `bear any moment`() throws {
        let calendar = try calendar(office)
        for moment in [Int.min, -1, 0, 1, Int.max, Int.max / 2] {
            _ = calendar.state(at: moment)
            _ = calendar.nextChange(after: moment)
        }
    }
}
