import Calendars
import Diagnostics

/// The door of calendars: a file's text, and what the calendar in it says of a few moments.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCalendar(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    let (calendar, findings) = OpeningCalendar.parse(text, path: "c")
    precondition((calendar == nil) == findings.hasErrors, "a calendar with errors, or none without")
    guard let calendar else { return 0 }
    // The hours in which clocks are changed in Europe and America, an ordinary day, and the ends of time.
    for moment in [1_774_742_400, 1_792_886_400, 1_772_949_600, 1_793_508_300, 1_795_140_000, Int.min, Int.max] {
        let state = calendar.state(at: moment)
        guard let change = calendar.nextChange(after: moment) else { continue }
        precondition(change > moment && calendar.state(at: change) != state, "a change that is none")
        precondition(calendar.state(at: change - 1) == state, "a change that was missed")
    }
    return 0
}
