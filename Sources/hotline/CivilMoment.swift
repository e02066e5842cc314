import ArgumentParser
import CallEngine
import Diagnostics
import Foundation

/// Moments as people write and read them: in the time zone of the machine (`TZ` names another).
enum CivilMoment {
    /// A day, a time, `today`, `yesterday`, `now`, or so long ago.
    static func parse(_ text: String, option: String, now: WallTime) throws -> WallTime {
        if let moment = moment(text, now: now) { return moment }
        throw ValidationError(
            "\(option) takes a day (2026-11-22), a time (2026-11-22T08:00, with +08:00 or Z for another zone), today, yesterday, now, "
                + "or so long ago (2h); not `\(VisibleText.of(text))`")
    }

    private static func moment(_ text: String, now: WallTime) -> WallTime? {
        switch text {
        case "now": return now
        case "today": return midnight(now)
        case "yesterday": return midnight(WallTime(milliseconds: midnight(now).milliseconds - 43_200_000))
        default: break
        }
        if let length = Milliseconds(text: text) { return WallTime(milliseconds: now.milliseconds - Int64(length.rawValue)) }
        if let moment = WallTime(text) { return moment }
        // Without a zone it is this machine's; a day is its midnight.
        guard let inUTC = WallTime((text.contains("T") ? text : text + "T00:00") + "Z") else { return nil }
        let guess = inUTC.milliseconds - offset(inUTC)
        return WallTime(milliseconds: inUTC.milliseconds - offset(WallTime(milliseconds: guess)))
    }

    /// When a moment's day began.
    static func midnight(_ moment: WallTime) -> WallTime {
        let local = moment.milliseconds + offset(moment)
        let begin = local - (local % 86_400_000 + 86_400_000) % 86_400_000
        return WallTime(milliseconds: begin - offset(WallTime(milliseconds: begin - offset(moment))))
    }

    /// How far the machine's zone is ahead of UTC at a moment [ms].
    static func offset(_ moment: WallTime) -> Int64 {
        Int64(TimeZone.current.secondsFromGMT(for: Date(timeIntervalSince1970: Double(moment.milliseconds) / 1000))) * 1000
    }

    /// `2026-11-22 08:00:05`.
    static func text(_ moment: WallTime) -> String {
        let local = WallTime(milliseconds: moment.milliseconds + offset(moment)).description
        return local.prefix(10) + " " + local.dropFirst(11).prefix(8)
    }

    /// `3:05`, `1:02:03`.
    static func length(_ milliseconds: Int) -> String {
        let seconds = (milliseconds + 500) / 1000
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let short = "\(seconds / 60 % 60):\(two(seconds % 60))"
        return seconds < 3600 ? short : "\(seconds / 3600):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
    }
}

extension WallTime {
    /// The time now.
    static var current: WallTime { WallTime(milliseconds: Int64(Date.now.timeIntervalSince1970 * 1000)) }
}
