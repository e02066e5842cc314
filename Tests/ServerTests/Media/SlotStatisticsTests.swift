import Testing

@testable import Server

@Suite struct `Keeping slots` {
    @Test func `lateness falls into its class`() {
        var statistics = SlotStatistics()
        statistics.count(due: 0, began: 50_000, ended: 60_000, skippedFrames: 0)
        statistics.count(due: 0, began: 50_001, ended: 60_000, skippedFrames: 0)
        statistics.count(due: 0, began: 4_000_000, ended: 4_000_000, skippedFrames: 2)
        #expect(statistics.lateness[0] == 1)
        #expect(statistics.lateness[1] == 1)
        #expect(statistics.lateness[9] == 1)
        #expect(statistics.skippedFrames == 2)
        #expect(statistics.worstLateness == 44_000_000)
    }

    @Test func `the load is the used part of the last second`() {
        var statistics = SlotStatistics()
        for slot in 0..<199 { statistics.count(due: 0, began: 0, ended: 2_500_000 + Int64(slot % 2), skippedFrames: 0) }
        #expect(statistics.load == 0)
        statistics.count(due: 0, began: 0, ended: 2_500_000, skippedFrames: 0)
        #expect(abs(statistics.load - 0.5) < 0.001)
    }
}
