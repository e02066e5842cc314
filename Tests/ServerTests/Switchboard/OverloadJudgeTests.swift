import Testing

@testable import Server

@Suite struct `Overload` {
    /// What the loads of some seconds lead to, at a limit of 0.7: `o` overloaded, `.` not.
    struct Seconds: Sendable, CustomTestStringConvertible {
        var loads: [Double]
        var states: String
        var testDescription: String { "\(loads) -> \(states)" }
    }

    @Test(arguments: [
        Seconds(loads: [0, 0.7, 0.71, 0.7, 0.64, 0.62, 0.7], states: "..ooo.."),
        Seconds(loads: [1.4, 0.63, 0.629, 0.69], states: "oo.."),
        Seconds(loads: [0.69, 0.65, 0.69], states: "..."),
    ]) func `begins above the limit and ends below nine tenths of it`(_ row: Seconds) {
        var judge = OverloadJudge(limit: 0.7)
        var last = false
        for (load, state) in zip(row.loads, row.states) {
            let hasChanged = judge.judge(load)
            #expect(judge.isOverloaded == (state == "o"))
            #expect(hasChanged == (judge.isOverloaded != last))
            last = judge.isOverloaded
        }
    }
}
