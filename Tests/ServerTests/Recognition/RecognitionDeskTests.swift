import Audio
import CallEngine
import Recognition
import Testing

@testable import Server

@Suite struct `The desk of a recognition thread` {
    @Test func `hears an utterance and answers`() throws {
        var office = try Office()
        try office.listen(7)
        office.begin(7, frames: 30)
        #expect(office.work() == [])
        office.end(7)
        #expect(office.work() == ["7.1 one two three"])
        #expect(office.engine.diary.take() == ["begin anew"] + Array(repeating: "hear 7", count: 30) + Self.ending(30))
        #expect(office.desk.statistics.utterances == [.understood: 1])
        #expect(office.desk.statistics.heard == 30)
        #expect(office.desk.statistics.cost == 80_000_000)
        #expect(office.desk.statistics.worstDelay == 50_000_000)
        #expect(!office.desk.isHearing)
    }

    /// What a recogniser of five steps does at the end of an utterance.
    static func ending(_ frames: Int) -> [String] { (1...4).map { "step \($0)" } + ["finish \(frames)"] }

    @Test func `lets nobody wait for longer than a slice, be it at the end of another's utterance`() throws {
        var office = try Office()
        for number: UInt64 in 1...2 {
            try office.listen(number)
            office.begin(number, frames: 10)
        }
        _ = office.work()
        for number: UInt64 in 1...2 { office.end(number) }
        _ = office.engine.diary.take()
        _ = office.desk.turn()
        #expect(office.engine.diary.take() == ["step 1", "step 2"])
        _ = office.desk.turn()
        #expect(office.engine.diary.take() == ["step 1", "step 2"])
        #expect(office.work() == ["1.1 one two three", "2.1 one two three"])
        #expect(office.engine.diary.take() == ["step 3", "step 4", "step 3", "step 4", "finish 10", "finish 10"])
        #expect(office.desk.statistics.worstDelay == 100_000_000)
    }

    @Test func `finds no answer any more when the call goes on`() throws {
        var office = try Office()
        try office.listen(1)
        office.begin(1, frames: 10)
        office.end(1)
        _ = office.desk.turn()
        _ = office.desk.turn()
        office.desk.stop(ListenerID(number: 1))
        #expect(office.engine.diary.take().last == "drop")
        #expect(office.work() == [])
        #expect(!office.desk.isHearing)
        try office.listen(1)
        office.begin(1, utterance: 2, frames: 10)
        office.end(1, utterance: 2)
        #expect(office.work() == ["1.2 one two three"])
    }

    @Test func `lets nobody wait for longer than a slice`() throws {
        var office = try Office()
        for number: UInt64 in 1...2 {
            try office.listen(number)
            office.begin(number, frames: 50)
        }
        _ = office.work()
        let slices = office.engine.diary.take().filter { $0.hasPrefix("hear") }.reduce(into: [(String, Int)]()) { runs, entry in
            if runs.last?.0 == entry { runs[runs.count - 1].1 += 1 } else { runs.append((entry, 1)) }
        }
        #expect(slices.map(\.0) == ["hear 1", "hear 2", "hear 1", "hear 2", "hear 1", "hear 2"])
        #expect(slices.map(\.1) == [20, 20, 20, 20, 10, 10])
    }

    @Test func `answers those who have ended before it hears the others`() throws {
        var office = try Office()
        for number: UInt64 in 1...2 { try office.listen(number) }
        office.begin(2, frames: 10)
        _ = office.work()
        office.begin(1, frames: 100)
        office.end(2)
        _ = office.engine.diary.take()
        #expect(office.work() == ["2.1 one two three"])
        #expect(Array(office.engine.diary.take().prefix(5)) == Self.ending(10))
    }

    @Test func `turns away whom nobody is free for, until somebody is`() throws {
        var office = try Office(recognizers: 1)
        for number: UInt64 in 1...2 { try office.listen(number) }
        office.begin(1, frames: 10)
        office.begin(2, frames: 10)
        #expect(office.work() == ["2.0 every recogniser is busy"])
        try office.listen(3)
        #expect(office.said() == ["3.0 every recogniser is busy"])
        office.end(1)
        #expect(office.work() == ["1.1 one two three"])
        try office.listen(2)
        office.begin(2, frames: 10)
        office.end(2)
        #expect(office.work() == ["2.1 one two three"])
        #expect(office.desk.statistics.refusals == [.busy: 2])
    }

    @Test func `turns new callers away while answers are late, and nobody when all is quiet`() throws {
        var engine = ToyEngine()
        engine.costs.step = 180
        var office = try Office(engine, recognizers: 9, longestDelay: 300)
        for number: UInt64 in 1...4 { try office.listen(number) }
        for number: UInt64 in 1...4 { office.begin(number, frames: 1) }
        _ = office.work()
        for number: UInt64 in 1...3 { office.end(number) }
        #expect(office.work().count == 3)
        try office.listen(5)
        #expect(office.said() == ["5.0 recognition is too slow"])
        office.end(4)
        #expect(office.work() == ["4.1 one two three"])
        try office.listen(5)
        #expect(office.said() == [])
    }

    @Test func `has no model for every language`() throws {
        var office = try Office()
        try office.listen(1, in: .mandarin)
        #expect(office.said() == ["1.0 no model"])
    }

    @Test func `replaces a recogniser that fails, and tells only its caller`() throws {
        var engine = ToyEngine()
        engine.breaks = true
        var office = try Office(engine)
        for number: UInt64 in 1...2 { try office.listen(number) }
        office.begin(1, frames: 5)
        #expect(office.work() == ["1.0 the toy is broken"])
        #expect(office.engine.diary.take() == ["load"])
        #expect(office.desk.statistics.utterances == [.failed: 1])
        #expect(office.desk.statistics.recognizers == 2)
        #expect(office.desk.refusal(of: .english) == nil)
    }

    @Test func `knows a voice from one question to the next, and forgets it with the call`() throws {
        var office = try Office()
        for utterance in 1...2 {
            try office.listen(1)
            office.begin(1, utterance: utterance, frames: 5 * utterance)
            office.end(1, utterance: utterance)
            _ = office.work()
            office.desk.stop(ListenerID(number: 1))
        }
        office.desk.forget(ListenerID(number: 1))
        try office.listen(1)
        office.begin(1, frames: 5)
        _ = office.work()
        #expect(office.engine.diary.take().filter { $0.hasPrefix("begin") } == ["begin anew", "begin 5.0", "begin anew"])
    }

    @Test func `drops what nobody wants any more`() throws {
        var office = try Office(recognizers: 1)
        try office.listen(1)
        office.begin(1, frames: 5)
        _ = office.work()
        office.desk.stop(ListenerID(number: 1))
        #expect(office.engine.diary.take().last == "drop")
        #expect(!office.desk.isHearing)
        office.end(1)
        #expect(office.work() == [])
        try office.listen(2)
        office.begin(2, frames: 5)
        office.rings[2]?.mark(.dropped, utterance: 1, at: 0)
        #expect(office.work() == [])
        #expect(office.desk.statistics.utterances == [.dropped: 2])
        #expect(office.desk.refusal(of: .english) == nil)
    }

    @Test func `looks at the rings of those who speak`() throws {
        var office = try Office()
        try office.listen(1)
        office.begin(1, frames: 5)
        _ = office.work()
        office.rings[1]?.push(AudioFrame(repeating: 1))
        #expect(office.work() == [])
        #expect(office.desk.statistics.heard == 5)
        office.desk.wakeSpeakers()
        _ = office.work()
        #expect(office.desk.statistics.heard == 6)
    }
}
