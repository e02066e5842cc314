import Testing

/// Nothing is assumed of how fast the machine is: calls are added until the server itself says that its slots are too busy.
@Suite struct `Too many calls` {
    @Test func `are refused with 503 and Retry-After, the running ones go on, and afterwards calls are taken again`() async throws {
        try await Hotline.serving(HotlinePlace(media: ", load: 0.05, timeout: 0s")) { hotline in
            let caller = try PlainCaller("patience", at: hotline)
            while try await hotline.metrics()["hotline_overloaded"] == 0, caller.callCount < 900 {
                for _ in 0..<20 {
                    // The last ones may find the server overloaded already.
                    guard try await caller.call().status == 200 else { break }
                }
                try await aWholeSecondIsMeasured(hotline)
            }
            let refusal = try await caller.call()
            #expect(refusal.status == 503, "\(refusal.text) with \(caller.callCount) calls")
            #expect(refusal.text.contains("\r\nRetry-After: 5\r\n"), "\(refusal.text)")
            #expect(hotline.log.contains("the media slots are too busy"))
            try await runningCallsAreServed(hotline, caller.callCount)
            try await caller.hangUp()
            try await eventually("the load to be over") { try await hotline.metrics()["hotline_overloaded"] == 0 }
            #expect(try await caller.call().status == 200)
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
        let metrics = try await hotline.metrics()
        #expect(metrics["hotline_calls"] == count)
        #expect(metrics["hotline_media_calls{worker=\"0\"}"] == count)
    }
}
