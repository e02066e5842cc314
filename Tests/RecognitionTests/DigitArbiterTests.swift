import Audio
import Testing

@testable import Recognition

/// Reports as a call sees them, and the keys that the flow is told of.
///
/// `E1@40` is a telephone event for the key 1 after 40 ms, `T1` a tone, `I1` an INFO; a small letter is the end: `e1@140`.
struct Reports: Sendable, CustomTestStringConvertible {
    let name: String
    let reports: String
    let heard: String

    init(_ name: String, _ reports: String, _ heard: String) {
        (self.name, self.reports, self.heard) = (name, reports, heard)
    }

    var testDescription: String { "\(name): \(reports) -> \(heard)" }
}

/// One report at its time.
struct Report: Sendable {
    let time: MediaTime
    let source: DigitArbiter.Source
    let digit: DTMFDigit
    let isDown: Bool

    init(_ source: DigitArbiter.Source, _ digit: DTMFDigit, at time: Int, isDown: Bool = true) {
        (self.source, self.digit, self.time, self.isDown) = (source, digit, .milliseconds(time), isDown)
    }

    init?(_ text: Substring) {
        let parts = text.split(separator: "@")
        guard parts.count == 2, let kind = parts[0].first, let key = parts[0].last, let digit = DTMFDigit(key), let time = Int(parts[1])
        else { return nil }
        guard let source = ["e": DigitArbiter.Source.event, "t": .tone, "i": .info][kind.lowercased()] else { return nil }
        self.init(source, digit, at: time, isDown: kind.isUppercase)
    }
}

/// Plays reports to an arbiter with a tick each 20 ms, and returns what was heard as `1@40 2@240`.
func arbitrate(_ reports: [Report]) -> [(digit: DTMFDigit, time: Int)] {
    var arbiter = DigitArbiter()
    var heard: [(DTMFDigit, Int)] = []
    var tones: [DTMFDigit: MediaTime] = [:]
    var rest = reports.sorted { $0.time < $1.time }[...]
    let end = (rest.last?.time.milliseconds ?? 0) + 5000
    for now in 0...end {
        while let report = rest.first, report.time.milliseconds <= now {
            rest.removeFirst()
            if report.isDown {
                arbiter.handle(report.source, report.digit, at: report.time)
                if report.source == .tone { tones[report.digit] = report.time }
            } else {
                // A tone is sure about 15 ms later after its beginning than after its end.
                let length = report.source == .tone ? report.time - (tones[report.digit] ?? .zero) + .milliseconds(15) : .zero
                arbiter.release(report.source, report.digit, at: report.time, length: length)
            }
            while let digit = arbiter.next() { heard.append((digit, now)) }
        }
        guard now % 20 == 0, let deadline = arbiter.nextDeadline, deadline <= .milliseconds(now) else { continue }
        arbiter.advance(to: .milliseconds(now))
        while let digit = arbiter.next() { heard.append((digit, now)) }
    }
    return heard
}

@Suite struct `One key is one digit` {
    @Test(arguments: [
        Reports("events alone", "E1@0 e1@100 E1@200 e1@300", "1@0 1@200"),
        Reports("tones alone", "T1@40 t1@125 T1@240 t1@325", "1@40 1@240"),
        Reports("INFO alone", "I1@0 I1@150 I2@300", "1@0 1@150 2@300"),
        Reports("both at once", "E1@0 T1@40 e1@100 t1@125", "1@0"),
        Reports("events after tones", "T1@40 E1@60 t1@125 e1@160", "1@40"),
        Reports("events 100 ms late", "T1@40 t1@100 E1@200 e1@300", "1@40"),
        Reports("the head of a tone, then events", "T5@40 E5@50 t5@70 e5@250 E6@400 e6@500", "5@40 6@400"),
        Reports("the tail of a tone after the event", "E5@0 e5@100 T5@140 t5@160", "5@0"),
        Reports("head and tail", "T5@40 E5@45 t5@60 e5@250 T5@300 t5@320", "5@40"),
        Reports("INFO when the key comes up", "T5@40 t5@290 I5@380", "5@40"),
        Reports("events and INFO", "E5@0 e5@100 I5@190 E5@300 e5@400 I5@490", "5@0 5@300"),
        Reports("INFO first", "I5@0 E5@80 T5@90 e5@180 t5@190", "5@0"),
        Reports("all three, twice", "E1@0 T1@40 e1@60 t1@85 I1@90 E1@120 T1@160 e1@180 t1@205 I1@210", "1@0 1@120"),
        Reports("keys without a pause", "E1@0 E2@80 E3@160 T1@40 T2@120 T3@200", "1@0 2@80 3@160"),
        Reports("the end of an event is lost", "E1@0 E1@300 E1@600", "1@0 1@300 1@600"),
        Reports("one way is late for two keys", "T1@40 t1@75 T1@140 t1@175 E1@150 e1@180 E1@240 e1@270", "1@40 1@140"),
        Reports("put through to one who sends tones", "E1@0 e1@100 T2@3000 t2@3100 T3@3300 t3@3400", "1@0 2@3100 3@3300"),
        Reports("put through, INFO before", "I1@0 T2@3000 t2@3100", "1@0 2@3200"),
        Reports("a residue that was misheard", "E1@0 e1@100 T4@1000 E2@1010 t4@1030 e2@1100", "1@0 2@1010"),
        Reports("another key meanwhile", "T1@40 E2@60 t1@80 e2@160", "1@40 2@60"),
    ])
    func `whatever the sender does`(_ row: Reports) {
        let reports = row.reports.split(separator: " ").compactMap { Report($0) }
        #expect(reports.count == row.reports.split(separator: " ").count)
        #expect(arbitrate(reports).map { "\($0.digit)@\($0.time)" }.joined(separator: " ") == row.heard)
    }

    /// Keys held and paused for so long [ms].
    struct Dialling: Sendable, CustomTestStringConvertible {
        let on: Int
        let off: Int
        var testDescription: String { "\(on) ms on, \(off) ms off" }
    }

    /// Every way to send, each of them up to 100 ms late: as many digits as keys, in order.
    @Test(arguments: [Dialling(on: 100, off: 100), Dialling(on: 60, off: 90), Dialling(on: 250, off: 150), Dialling(on: 2000, off: 300)])
    func `however many ways it is sent and however late`(_ dialling: Dialling) {
        let keys: [DTMFDigit] = [.one, .one, .two, .two, .pound]
        for ways in 1..<8 {
            for delays in 0..<27 {
                let late = [delays % 3 * 50, delays / 3 % 3 * 50, delays / 9 * 50]
                var reports: [Report] = []
                for (place, key) in keys.enumerated() {
                    let start = 200 + place * (dialling.on + dialling.off)
                    let end = start + dialling.on
                    if ways & 1 != 0 {
                        reports += [Report(.event, key, at: start + late[0]), Report(.event, key, at: end + late[0], isDown: false)]
                    }
                    if ways & 2 != 0 {
                        reports += [Report(.tone, key, at: start + 40), Report(.tone, key, at: end + 25, isDown: false)]
                    }
                    if ways & 4 != 0 { reports.append(Report(.info, key, at: end + late[2])) }
                }
                #expect(arbitrate(reports).map(\.digit) == keys, "ways \(ways), late by \(late)")
            }
        }
    }
}
