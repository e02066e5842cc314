import Audio
import CRealTime
import CallEngine
import Dispatch
import IVR
import Logging
import RTP
import Synchronization
import Testing

@testable import Server

/// A recorded call in its slot, whose disk takes nothing at all for ten seconds.
@Suite struct `A disk that stands still` {
    private static let flow = """
        flow: waits
        language: en-US
        start: wait
        steps:
          wait:
            enqueue: desk
            next: bye
            timeout: bye
            full: bye
            closed: bye
            failed: bye
          bye:
            hangup: done
        """

    /// A call that is recorded from its answer on, and hears a tone that goes to this port.
    private static func call(to port: UInt16) throws -> Call {
        let flow = try #require(FlowParser.parse(text: flow, path: "waits.yaml").flow)
        let facts = CallFacts(callID: "c1", callerNumber: "1001", calledNumber: "95128")
        var options = CallOptions()
        options.recordsAll = true
        options.mediaTimeout = .zero
        let media = LegMedia(law: .mu, remote: TransportAddress(127, 0, 0, 1, port: port))
        var call = Call(
            CallSetup(
                facts: facts, machine: FlowMachine(flow: flow, facts: facts), flow: flow.name, prompts: PromptLibrary(clips: [:]),
                started: WallTime(milliseconds: 0), media: media, seed: 1, options: options))
        var outputs: [CallOutput] = []
        call.handle(.started, at: .zero, into: &outputs)
        return call
    }

    @Test func `holds no frame of the call up, and what it costs is counted, logged and told`() async throws {
        let folder = try TemporaryFolder()
        let kept = KeptLog()
        let log = Logger(label: "test") { _ in kept }
        let lines = Mutex<[TapeLine]>([])
        let archive = RecordingArchive(folder: folder.path, format: .wav, log: log) { line, kept in
            lines.withLock { $0.append(line) }
            kept()
        }
        let recorder = Recorder(folder: folder.path, archive: archive, log: log)
        let id = Recorder.ID(number: 1)
        let disk = DispatchSemaphore(value: 0)
        let request = try ticked(while: disk, recorder, id)
        disk.signal()
        recorder.end(id, tape: request)
        // Behind everything that was ordered before.
        await withCheckedContinuation { done in recorder.end(Recorder.ID(number: 3), keep: false) { _ in done.resume() } }
        await recorder.settle()
        let line = try #require(lines.withLock { $0 }.first)
        #expect(line.duration == 5000, "five seconds were in the ring")
        let slow = recorder.currentCounts.slow
        #expect((220...250).contains(slow), "\(slow)")
        #expect(kept.text.contains("the disk is too slow for a recording"))
        var page = PrometheusPage()
        recorder.currentCounts.write(to: &page)
        #expect(page.text.contains("hotline_recording_frames_lost_total{reason=\"slow\"} \(slow)"))
    }

    /// Ten seconds of the call, one frame sent with each tick, while the recorder waits for its disk; what is recorded.
    private func ticked(while disk: DispatchSemaphore, _ recorder: Recorder, _ id: Recorder.ID) throws -> TapeRequest {
        let pool = try #require(MediaPortPool(ipv4: "127.0.0.1", range: 27_300...27_399))
        let (own, telephone) = (try #require(pool.take(.ipv4)), try #require(pool.take(.ipv4)))
        var slots = MediaSlots(worker: 0, capacity: 1)
        var due: Int64 = 1_000_000_000
        slots.handle(.add(CallBox(try Self.call(to: telephone.number)), own, nil, slot: 0), due: due)
        slots.handle(.input(.acknowledged, slot: 0), due: due)
        func tick(_ count: Int, _ slots: inout MediaSlots) -> [Int] {
            (0..<count).map { _ in
                due += MediaThread.frame
                slots.tick(MediaThread.Slot(phase: 0, due: due, began: due, skippedFrames: 0))
                return Self.packets(at: telephone)
            }
        }
        _ = tick(12, &slots)
        let began = slots.events.compactMap { event -> (TapeRequest, RecordingRing)? in
            guard case .startTape(let request)? = event.output, case .recording(let ring)? = event.luggage else { return nil }
            return (request, ring)
        }
        let (request, ring) = try #require(began.first)
        recorder.begin(id, name: "\(request.stem).wav", from: ring)
        // What is told on the recorder's node holds it up, as a disk that takes nothing does.
        recorder.end(Recorder.ID(number: 2), keep: false) { _ in disk.wait() }
        #expect(tick(480, &slots) == [Int](repeating: 1, count: 480))
        return request
    }

    /// Takes what has come; how many frames of sound, each 12 octets of header and 160 of sound.
    private static func packets(at telephone: MediaPort) -> Int {
        let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 2048)
        defer { buffer.deallocate() }
        var sender = rt_address()
        var count = 0
        while let length = telephone.rtp.receive(into: buffer, from: &sender) { count += length == 172 ? 1 : 0 }
        return count
    }
}
