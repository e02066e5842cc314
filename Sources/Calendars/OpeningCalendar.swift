public import Foundation

/// Whether somebody is there.
public enum CalendarState: String, Hashable, Sendable, Codable, CaseIterable {
    /// Within opening hours.
    case open
    /// Outside them.
    case closed
    /// Outside them on a day that is a holiday.
    case holiday
}

/// The opening hours of one office: a time zone, the hours of the week, holidays, and days with hours of their own.
///
/// Hours are meant by the clock on the wall. An interval over midnight belongs to the day on which it opens, also into a holiday. When
/// clocks are put forward, the hour that does not exist is not open; when they are put back, an hour that comes twice is open twice.
public struct OpeningCalendar: Hashable, Sendable {
    /// Its name, by which flows refer to it.
    public let name: String
    /// Where it is.
    public let zone: TimeZone
    /// The hours of each day of the week; a day without any is closed.
    let weekly: [Weekday: [OpeningInterval]]
    /// Holidays by date.
    let holidays: Set<CivilDate>
    /// Holidays of every year, as month times 100 plus day.
    let yearly: Set<Int>
    /// Days with hours of their own, which are also stronger than a holiday.
    let special: [CivilDate: [OpeningInterval]]

    /// How far ahead the next change is looked for [days].
    static let horizon = 400
}

extension OpeningCalendar {
    /// The state at a moment [s since 1970-01-01T00:00Z].
    public func state(at moment: Int) -> CalendarState {
        let local = local(moment)
        let day = local.floorDivided(by: 86_400)
        let minute = (local - day * 86_400) / 60
        let date = CivilDate(dayNumber: day)
        if intervals(of: date).contains(where: { $0.contains(minute) }) { return .open }
        let before = CivilDate(dayNumber: day - 1)
        if intervals(of: before).contains(where: { $0.contains(minute + OpeningInterval.day) }) { return .open }
        return isHoliday(date) ? .holiday : .closed
    }

    /// The first moment after another at which the state differs [s since 1970]; nil when that is more than 400 days away.
    ///
    /// The state can change where an interval begins or ends, at midnight, and where the clocks are changed; nowhere else.
    public func nextChange(after moment: Int) -> Int? {
        let current = state(at: moment)
        let today = local(moment).floorDivided(by: 86_400)
        var clockChange = nextClockChange(after: moment)
        for day in today...(today + Self.horizon) {
            // What the day before spills over ends on this day.
            var candidates = boundaries(of: day - 1) + boundaries(of: day)
            while let change = clockChange, local(change) < (day + 1) * 86_400 {
                candidates.append(change)
                clockChange = nextClockChange(after: change)
            }
            let ofToday = candidates.filter { $0 > moment && local($0) < (day + 1) * 86_400 }
            if let change = ofToday.sorted().first(where: { state(at: $0) != current }) { return change }
        }
        return nil
    }

    /// The hours of a day, without what the day before spills over.
    private func intervals(of date: CivilDate) -> [OpeningInterval] {
        if let own = special[date] { return own }
        return isHoliday(date) ? [] : weekly[date.weekday] ?? []
    }

    private func isHoliday(_ date: CivilDate) -> Bool {
        special[date] == nil && (holidays.contains(date) || yearly.contains(date.month * 100 + date.day))
    }

    /// Every moment at which a clock on the wall may show a boundary of the day's hours, and its midnight.
    private func boundaries(of day: Int) -> [Int] {
        let minutes = [0] + intervals(of: CivilDate(dayNumber: day)).flatMap { [$0.start, $0.end] }
        return minutes.flatMap { minute in
            let local = day * 86_400 + minute * 60
            // The offset is one of those a day before and after; a wrong one gives a moment at which nothing changes.
            return Set([offset(at: local - 86_400), offset(at: local + 86_400)]).map { local - $0 }
        }
    }

    /// The clock on the wall [s since 1970-01-01T00:00 local].
    private func local(_ moment: Int) -> Int {
        let bounded = moment.bounded
        return bounded + offset(at: bounded)
    }

    /// The zone's distance from UTC [s].
    private func offset(at moment: Int) -> Int {
        zone.secondsFromGMT(for: Date.init(timeIntervalSince1970: Double(moment.bounded)))
    }

    private func nextClockChange(after moment: Int) -> Int? {
        zone.nextDaylightSavingTimeTransition(after: Date.init(timeIntervalSince1970: Double(moment.bounded)))
            .map { Int($0.timeIntervalSince1970.rounded()) }
            .flatMap { $0 > moment ? $0 : nil }
    }
}

extension Int {
    /// A moment within the years 1900 to 2900, where zones have rules and nothing overflows.
    fileprivate var bounded: Int { Swift.min(Swift.max(self, -2_208_988_800), 29_348_524_800) }

    /// The quotient rounded down.
    fileprivate func floorDivided(by divisor: Int) -> Int {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
