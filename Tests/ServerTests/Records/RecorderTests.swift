import Audio
import AudioFiles
import CallEngine
import Foundation
import Logging
import Testing

@testable import Server

@Suite struct Recordings {
    private func record(_ frames: Int, keep: Bool, into folder: String) async -> Recorder.Outcome {
        let recorder = Recorder(folder: folder, log: Logger(label: "test"))
        let ring = RecordingRing()
        let id = Recorder.ID(number: 1)
        recorder.begin(id, name: "call-complaint.wav", from: ring)
        for _ in 0..<frames { ring.push(AudioFrame(repeating: 1000)) }
        return await withCheckedContinuation { done in recorder.end(id, keep: keep) { done.resume(returning: $0) } }
    }

    @Test func `what was recorded is in the file`() async throws {
        let folder = try TemporaryFolder()
        guard case .kept(let name) = await record(100, keep: true, into: folder.file("r")) else {
            Issue.record("it was not kept")
            return
        }
        let bytes = try #require(FileManager.default.contents(atPath: folder.file("r/\(name)")))
        let clip = try SoundFile.decode(Array(bytes))
        #expect(clip.samples == [Int16](repeating: 1000, count: 16_000))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.file("r")) == [name])
    }

    @Test func `what is not wanted is gone`() async throws {
        let folder = try TemporaryFolder()
        guard case .discarded = await record(10, keep: false, into: folder.file("r")) else {
            Issue.record("it was not discarded")
            return
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.file("r")).isEmpty)
    }

    @Test func `a folder that cannot be made fails the recording`() async throws {
        guard case .failed = await record(10, keep: true, into: "/proc/none") else {
            Issue.record("it did not fail")
            return
        }
    }

    @Test func `a full ring drops what is new, and the numbers say where`() {
        let ring = RecordingRing()
        for index in 0..<(RecordingRing.capacity + 2) { ring.push(AudioFrame(repeating: Int16(index))) }
        var samples: [Int16] = []
        var numbers: [Int64] = []
        #expect(ring.drain(into: &samples, numbers: &numbers) == 2)
        #expect(samples.count == RecordingRing.capacity * AudioFrame.sampleCount)
        #expect(samples.first == 0)
        ring.push(AudioFrame(repeating: 7))
        #expect(ring.drain(into: &samples, numbers: &numbers) == 0)
        #expect(numbers.suffix(2) == [249, 252])
    }
}
