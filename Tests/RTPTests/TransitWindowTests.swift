import Testing

@testable import RTP

@Suite struct `Transit times` {
    /// A window that has seen one transit time in each frame, the last of them at the end.
    private func window(_ times: [Int64]) -> TransitWindow {
        var window = TransitWindow()
        for time in times {
            window.add(time)
            window.advance()
        }
        return window
    }

    @Test func `nothing is known before the first packet`() {
        let window = TransitWindow()
        #expect(window.lower == nil)
        #expect(window.upper == nil)
    }

    @Test func `one late burst in four seconds does not count`() {
        var times = [Int64](repeating: 100, count: 200)
        for index in 30..<40 { times[index] = 1500 }
        let once = window(times)
        #expect(once.upper == 100)
        // A second one in another half second does.
        times[130] = 900
        let twice = window(times)
        #expect(twice.upper == 900)
        #expect(twice.lower == 100)
    }

    @Test func `after four seconds without a packet nothing is known again`() {
        var window = window([100, 300])
        for _ in 0..<200 { window.advance() }
        #expect(window.lower == nil)
        #expect(window.upper == nil)
    }

    @Test func `the bounds follow what becomes quicker at once and what becomes slower after four seconds`() {
        let window = window(Array(repeating: 100, count: 200) + [20])
        #expect(window.lower == 20)
        #expect(window.upper == 100)
        let later = self.window(Array(repeating: 100, count: 200) + Array(repeating: 20, count: 200))
        #expect(later.upper == 20)
    }
}
