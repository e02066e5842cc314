/// A moment of the civil world, for records and calendars only: nothing in a call waits for it.
public struct WallTime: Hashable, Comparable, Sendable {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    public var milliseconds: Int64

    /// That many milliseconds after the beginning of 1970, UTC.
    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// The earlier one first.
    public static func < (left: WallTime, right: WallTime) -> Bool {
        left.milliseconds < right.milliseconds
    }
}

extension WallTime: CustomStringConvertible {
    /// ISO 8601 in UTC: `2026-03-29T01:59:00.000Z`.
    public var description: String {
        let (days, inDay) = milliseconds.flooredDivision(by: 86_400_000)
        let (year, month, day) = WallTime.civil(days: days)
        func two(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
        let milli = inDay % 1000
        let date = "\(year)-\(two(month))-\(two(day))"
        let time = "\(two(inDay / 3_600_000)):\(two(inDay / 60_000 % 60)):\(two(inDay / 1000 % 60))"
        return "\(date)T\(time).\(milli < 10 ? "00" : milli < 100 ? "0" : "")\(milli)Z"
    }

    /// The Gregorian date of a day counted from 1970-01-01, by eras of 400 years that begin in March so that a leap day comes last.
    private static func civil(days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let (era, dayOfEra) = (days + 719_468).flooredDivision(by: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
    }
}

extension WallTime: Codable {
    /// Reads what ``encode(to:)`` writes, or a number of milliseconds.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let number = try? container.decode(Int64.self) {
            self.init(milliseconds: number)
            return
        }
        let text = try container.decode(String.self)
        guard let parsed = WallTime(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an ISO 8601 time in UTC: \(text)")
        }
        self = parsed
    }

    /// Writes ISO 8601.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

extension WallTime {
    /// Parses `2026-03-29T01:59:00.000Z`; seconds and their fraction may be missing, and `+08:00` may stand for `Z`.
    public init?(_ text: String) {
        var reader = CivilReader(text)
        guard let year = reader.number(digits: 4), reader.take("-"), let month = reader.number(digits: 2), reader.take("-"),
            let day = reader.number(digits: 2), reader.take("T") || reader.take(" "), let hour = reader.number(digits: 2), reader.take(":"),
            let minute = reader.number(digits: 2)
        else { return nil }
        var milliseconds: Int64 = 0
        if reader.take(":") {
            guard let second = reader.number(digits: 2), second < 60 else { return nil }
            milliseconds = second * 1000
            if reader.take(".") {
                guard let fraction = reader.number(digits: 3) else { return nil }
                milliseconds += fraction
            }
        }
        guard let offset = reader.offset(), reader.isAtEnd, (1...12).contains(month), hour < 24, minute < 60,
            day >= 1, day <= WallTime.days(in: month, of: year)
        else { return nil }
        let minutes = WallTime.days(year: year, month: month, day: day) * 1440 + hour * 60 + minute - offset
        self.init(milliseconds: minutes * 60_000 + milliseconds)
    }

    private static func days(in month: Int64, of year: Int64) -> Int64 {
        let next = month == 12 ? days(year: year + 1, month: 1, day: 1) : days(year: year, month: month + 1, day: 1)
        return next - days(year: year, month: month, day: 1)
    }

    private static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let (era, yearOfEra) = shifted.flooredDivision(by: 400)
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}

/// Reads the parts of a civil time.
private struct CivilReader {
    private var rest: ArraySlice<UInt8>

    init(_ text: String) {
        rest = Array(text.utf8)[...]
    }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard let first = rest.first, UInt32(first) == character.value else { return false }
        rest.removeFirst()
        return true
    }

    mutating func number(digits: Int) -> Int64? {
        guard rest.count >= digits else { return nil }
        var value: Int64 = 0
        for octet in rest.prefix(digits) {
            guard (48...57).contains(octet) else { return nil }
            value = value * 10 + Int64(octet - 48)
        }
        rest.removeFirst(digits)
        return value
    }

    /// Minutes east of Greenwich.
    mutating func offset() -> Int64? {
        if take("Z") { return 0 }
        let sign: Int64 = take("+") ? 1 : take("-") ? -1 : 0
        guard sign != 0, let hours = number(digits: 2), take(":"), let minutes = number(digits: 2), hours < 24, minutes < 60 else {
            return nil
        }
        return sign * (hours * 60 + minutes)
    }
}

extension Int64 {
    /// Quotient rounded down, and what remains, which is never negative.
    fileprivate func flooredDivision(by divisor: Int64) -> (Int64, Int64) {
        let remainder = ((self % divisor) + divisor) % divisor
        return ((self - remainder) / divisor, remainder)
    }
}
