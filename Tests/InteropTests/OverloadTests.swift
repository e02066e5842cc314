import Testing

/// Nothing is assumed of how fast the machine is: calls are added until the server itself says that its slots are too busy.
@Suite struct `Too many calls` {
    @Test func `are refused with 503 and Retry-After, the running ones go on, and afterwards calls are taken again`() async throws {
        try await Hotline.serving(HotlinePlace(media: ", load: 0.05, timeout: 0s")) { hotline in
            let caller = try PlainCaller("patience", at: hotline)
            var last = try await caller.call()
            while last.status == 200, caller.callCount < 900 {
                if caller.callCount.isMultiple(of: 20) { try await aWholeSecondIsMeasured(hotline) }
                last = try await caller.call()
            }
            #expect(last.status == 503, "\(last.text) with \(caller.callCount) calls")
            #expect(last.text.contains("\r\nRetry-After: 5\r\n"), "\(last.text)")
            #expect(hotline.log.contains("the media slots are too busy"))
            try await runningCallsAreServed(hotline, caller.callCount)
            try await caller.hangUp()
            try await eventually("the load to be over") { try await caller.call().status == 200 }
            try await caller.hangUp()
        }
    }

    /// The load is that of the last 200 slots: twice as many pass until it is known for certain with the new calls.
    private func aWholeSecondIsMeasured(_ hotline: Hotline) async throws {
        let slots = "hotline_media_slot_lateness_seconds_count{worker=\"0\"}"
        let before = try await hotline.metrics()[slots] ?? 0
        try await eventually("400 slots") { try await hotline.metrics()[slots] ?? 0 >= before + 400 }
    }

    /// None was ended for the load, and their prompts are still sent.
    private func runningCallsAreServed(_ hotline: Hotline, _ count: Int) async throws {
        let busy = "hotline_media_busy_seconds_total{worker=\"0\"}"
        let before = try await hotline.metrics()[busy] ?? 0
        try await eventually("one more second of work") { try await hotline.metrics()[busy] ?? 0 > before }
        try await hotline.shows("hotline_calls", count)
        try await hotline.shows("hotline_media_calls{worker=\"0\"}", count)
    }
}
