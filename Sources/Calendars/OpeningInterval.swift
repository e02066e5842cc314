/// One stretch of opening hours by the clock on the wall: `09:00-18:00`, or over midnight `22:00-02:00`.
public struct OpeningInterval: Hashable, Sendable, CustomStringConvertible {
    /// When it opens [min from midnight, 0 to 1439].
    public let start: Int
    /// When it closes [min from midnight of the day on which it opens, more than 1440 on the next day].
    public let end: Int

    static let day = 1_440

    /// Why a text is no interval.
    enum Mistake: Error, Hashable {
        case form
        case noSuchTime
        case empty
    }

    /// Reads `09:00-18:00`; `24:00` is the midnight at the end, and an end that is not after the start is on the next day.
    init(_ text: String) throws(Mistake) {
        let times = text.split(separator: "-", omittingEmptySubsequences: false).map { $0.filter { $0 != " " } }
        guard times.count == 2 else { throw .form }
        let start = try Self.minutes(times[0])
        let end = try Self.minutes(times[1])
        guard start < Self.day else { throw .noSuchTime }
        guard start != end else { throw .empty }
        self.start = start
        self.end = end > start ? end : end + Self.day
    }

    /// A time of day [min].
    private static func minutes(_ text: String) throws(Mistake) -> Int {
        let fields = text.split(separator: ":", omittingEmptySubsequences: false)
        guard fields.count == 2, (1...2).contains(fields[0].utf8.count), fields[1].utf8.count == 2 else { throw .form }
        guard fields.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }), let hour = Int(fields[0]),
            let minute = Int(fields[1])
        else { throw .form }
        guard minute < 60, hour < 24 || (hour == 24 && minute == 0) else { throw .noSuchTime }
        return hour * 60 + minute
    }

    /// Whether it covers a minute, counted from the midnight before it opens.
    func contains(_ minute: Int) -> Bool { start <= minute && minute < end }

    /// Whether both cover some minute.
    func overlaps(_ other: Self) -> Bool { start < other.end && other.start < end }

    /// The part on the day after, as an interval of that day; nil when it ends before.
    var spill: Self? { end > Self.day ? Self(start: 0, end: end - Self.day) : nil }

    private init(start: Int, end: Int) {
        self.start = start
        self.end = end
    }

    /// `09:00-18:00`.
    public var description: String { "\(Self.clock(start))-\(Self.clock(end > Self.day ? end - Self.day : end))" }

    private static func clock(_ minutes: Int) -> String {
        let (hour, minute) = minutes.quotientAndRemainder(dividingBy: 60)
        return (hour < 10 ? "0" : "") + "\(hour):" + (minute < 10 ? "0" : "") + "\(minute)"
    }
}
