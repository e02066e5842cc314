import Synchronization
import Testing

@testable import Server

@Suite struct `Media threads` {
    /// An actor that lives on a media thread.
    actor Resident {
        nonisolated let thread: MediaThread
        nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }
        var visits = 0
        init(_ thread: MediaThread) { self.thread = thread }
        func visit() -> Bool {
            visits += 1
            return thread.isIsolatingCurrentContext() == true
        }
    }

    @Test func `slots come in turn on an absolute grid and jobs of the actor run between them`() async throws {
        let thread = MediaThread(name: "media-test")
        let resident = Resident(thread)
        let seen = Mutex<[MediaThread.Slot]>([])
        let slots = AsyncStream<MediaThread.Slot>.makeStream()
        try thread.start { slots.continuation.yield($0) }
        #expect(await resident.visit())
        for await slot in slots.stream {
            let count = seen.withLock { seen in
                seen.append(slot)
                return seen.count
            }
            if count == 9 { break }
        }
        thread.stop()
        let all = seen.withLock { $0 }
        for (before, after) in zip(all, all.dropFirst()) {
            #expect(after.phase == (before.phase + 1) % MediaThread.slotsPerFrame)
            #expect(after.due - before.due == MediaThread.slot + Int64(after.skippedFrames) * MediaThread.frame)
            #expect(after.began >= after.due)
        }
        #expect(thread.level != nil)
    }
}
