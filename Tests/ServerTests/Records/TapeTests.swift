import Audio
import AudioFiles
import CallEngine
import Foundation
import Glibc
import Logging
import Synchronization
import TestPrograms
import Testing

@testable import Server

/// Recordings of whole calls, from the ring to the file and its line.
@Suite struct `Recordings of whole calls` {
    /// The lines that came out.
    private final class Lines: Sendable {
        let all = Mutex<[TapeLine]>([])
    }

    private static let request = TapeRequest(
        callID: "c1", number: 1, begins: .zero, started: WallTime(milliseconds: 1_700_000_000_000), reason: .queue)

    private static func frame(_ number: Int64, _ left: Int16, _ right: Int16) -> TapeFrame {
        var frame = TapeFrame()
        frame.number = number
        frame.caller = AudioFrame(repeating: left)
        frame.heard = AudioFrame(repeating: right)
        return frame
    }

    /// Records frames, and returns the line, when the file has its final form.
    private func record(_ frames: [TapeFrame], into folder: String, as format: SoundFile.Format = .wav) async throws -> TapeLine {
        let lines = Lines()
        let log = Logger(label: "test")
        let archive = RecordingArchive(folder: folder, format: format, log: log) { line, kept in
            lines.all.withLock { $0.append(line) }
            kept()
        }
        let recorder = Recorder(folder: folder, archive: archive, log: log)
        let ring = RecordingRing(channels: 2)
        let id = Recorder.ID(number: 1)
        recorder.begin(id, name: "\(Self.request.stem).wav", from: ring)
        for frame in frames { ring.push(frame) }
        recorder.end(id, tape: Self.request)
        await recorder.settle()
        let line = try #require(lines.all.withLock { $0 }.first)
        #expect(recorder.currentCounts.open == 0)
        #expect(recorder.currentCounts.waiting == 0)
        return line
    }

    /// The channels of a file, read by libsndfile after a way over WAV.
    private func channels(_ path: String) throws -> (left: [Int16], right: [Int16]) {
        let copy = "\(path).copy.wav"
        try SoundFile.convert(path, to: copy, as: .wav)
        let bytes = [UInt8](try #require(FileManager.default.contents(atPath: copy))).dropFirst(44)
        let samples = stride(from: bytes.startIndex, to: bytes.endIndex - 1, by: 2).map { index in
            Int16(bitPattern: UInt16(bytes[index]) | UInt16(bytes[index + 1]) << 8)
        }
        let places = stride(from: 0, to: samples.count - 1, by: 2)
        return (places.map { samples[$0] }, places.map { samples[$0 + 1] })
    }

    @Test(arguments: [SoundFile.Format.wav, .flac])
    func `both channels are in the file, as they were`(_ format: SoundFile.Format) async throws {
        let folder = try TemporaryFolder()
        let frames = (0..<200).map { Self.frame($0, Int16($0), Int16(-$0)) }
        let line = try await record(frames, into: folder.path, as: format)
        #expect(line.file == "c1-call-1.\(format.rawValue)")
        #expect(line.format == format.rawValue)
        #expect(line.duration == 4000)
        #expect(line.gaps == nil)
        #expect(line.failure == nil)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [try #require(line.file)])
        let (left, right) = try channels(folder.file(try #require(line.file)))
        #expect(left == (0..<200).flatMap { [Int16](repeating: Int16($0), count: 160) })
        #expect(right == left.map { -$0 })
    }

    @Test func `opus keeps the length and both sides`() async throws {
        let folder = try TemporaryFolder()
        var (one, other) = (ToneGenerator(frequency: 400), ToneGenerator(frequency: 1000))
        let frames = (0..<Int64(100)).map { number in
            var frame = Self.frame(number, 0, 0)
            frame.caller = AudioFrame(one.samples(for: .frame))
            if number >= 50 { frame.heard = AudioFrame(other.samples(for: .frame)) }
            return frame
        }
        let line = try await record(frames, into: folder.path, as: .opus)
        let (left, right) = try channels(folder.file(try #require(line.file)))
        #expect(left.count == 16_000)
        #expect(right.count == 16_000)
        #expect(right.prefix(7000).allSatisfy { abs(Int($0)) < 1000 })
        #expect(right.suffix(7000).contains { abs(Int($0)) > 3000 })
        #expect(left.prefix(7000).contains { abs(Int($0)) > 3000 })
    }

    @Test func `the checksum is the one that everybody computes`() async throws {
        let folder = try TemporaryFolder()
        let line = try await record((0..<20).map { Self.frame($0, 5, 6) }, into: folder.path)
        let (_, said) = try Program.run("sha256sum", [folder.file(try #require(line.file))])
        #expect(said.prefix(64) == line.sha256 ?? "")
        #expect(line.size == 44 + 20 * 640)
    }

    @Test func `a gap is silence, and everything behind it stays at its place`() async throws {
        let folder = try TemporaryFolder()
        let numbers = Array(0..<Int64(50)) + Array(80..<Int64(100)) + Array(101..<Int64(110))
        let line = try await record(numbers.map { Self.frame($0, 1000, 2000) }, into: folder.path)
        #expect(line.duration == 2200)
        #expect(line.gaps?.listed == [RecordingGaps.Gap(at: 1000, length: 600), RecordingGaps.Gap(at: 2000, length: 20)])
        #expect(line.gaps?.total == 620)
        let (left, right) = try channels(folder.file(try #require(line.file)))
        let numbered = Set(numbers)
        #expect(left == (0..<Int64(110)).flatMap { [Int16](repeating: numbered.contains($0) ? 1000 : 0, count: 160) })
        #expect(right == left.map { $0 * 2 })
    }

    /// The disk took nothing for longer than the ring holds.
    @Test func `a slow disk costs what did not fit, and is counted`() async throws {
        let folder = try TemporaryFolder()
        let line = try await record((0..<300).map { Self.frame($0, 1, 1) }, into: folder.path)
        #expect(line.duration == 5000)
        let path = folder.file("slow")
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL, 0o600)
        var take = try RecordingTake(fileDescriptor: descriptor, ring: RecordingRing(channels: 2))
        for number in 0..<Int64(300) { take.ring.push(Self.frame(number, 1, 1)) }
        take.drain()
        #expect(take.slow == 50)
        for number in 300..<Int64(310) { take.ring.push(Self.frame(number, 1, 1)) }
        take.drain()
        take.finish(synchronizing: false)
        #expect(take.length == 310)
        #expect(take.gaps.listed == [RecordingGaps.Gap(at: 5000, length: 1000)])
    }

    @Test func `a full disk costs what it did not take, and the time line holds`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("full")
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL, 0o600)
        var take = try RecordingTake(fileDescriptor: descriptor, ring: RecordingRing(channels: 2))
        func push(_ numbers: Range<Int64>) {
            for number in numbers { take.ring.push(Self.frame(number, 3, 4)) }
            take.drain()
        }
        push(0..<10)
        // Whoever takes the descriptor's place away lets every write fail, as a full disk does.
        let kept = dup(descriptor)
        let none = open("/dev/full", O_RDWR)
        #expect(dup2(none, descriptor) == descriptor)
        push(10..<40)
        #expect(take.failure?.contains("No space left") == true)
        #expect(take.refused == 30)
        #expect(dup2(kept, descriptor) == descriptor)
        push(40..<50)
        #expect(take.failure == nil)
        take.finish(synchronizing: true)
        close(kept)
        close(none)
        #expect(take.length == 50)
        #expect(take.gaps.listed == [RecordingGaps.Gap(at: 200, length: 600)])
        let (left, right) = try channels(path)
        #expect(left.count == 8000)
        #expect(left[1599] == 3 && left[1600] == 0 && left[6399] == 0 && left[6400] == 3)
        #expect(right[6400] == 4)
    }

    @Test func `what a crash left is made whole, with its line, and only once`() async throws {
        let folder = try TemporaryFolder()
        try leave(folder.file("1a2b-call-1.part.wav"), channels: 2, frames: 100, torn: 3)
        try leave(folder.file("1a2b-message-1.part.wav"), channels: 1, frames: 50, torn: 0)
        try leave(folder.file("3c-call-1.part.wav"), channels: 2, frames: 0, torn: 0)
        try folder.write("half a form", to: "1a2b-call-1.part.flac")
        let lines = Lines()
        let archive = RecordingArchive(folder: folder.path, format: .flac, log: Logger(label: "test")) { line, kept in
            lines.all.withLock { $0.append(line) }
            kept()
        }
        archive.repair()
        archive.repair()
        await archive.settle()
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["1a2b-call-1.flac", "1a2b-message-1.wav"])
        let line = try #require(lines.all.withLock { $0 }.first)
        #expect(lines.all.withLock { $0.count } == 1)
        #expect(line.call == "1a2b")
        #expect(line.isRepaired)
        #expect(line.duration == 2000)
        #expect(archive.currentCounts.repaired == 2)
    }

    @Test(arguments: [SoundFile.Format.wav, .flac])
    func `what has its final form and was not listed before a crash is listed after it`(_ format: SoundFile.Format) async throws {
        let folder = try TemporaryFolder()
        try leave(folder.file("1a2b-call-1.part.wav"), channels: 2, frames: 100, torn: 0)
        let log = Logger(label: "test")
        let lines = Lines()
        // The first server dies before the database has the line.
        for keeps in [false, true] {
            let archive = RecordingArchive(folder: folder.path, format: format, log: log) { line, kept in
                lines.all.withLock { $0.append(line) }
                if keeps { kept() }
            }
            archive.repair()
            await archive.settle()
            let final = "1a2b-call-1.\(format.rawValue)"
            let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            #expect(files == (keeps ? [final] : [final, "1a2b-call-1.part.wav"].sorted()))
        }
        let all = lines.all.withLock { $0 }
        #expect(all.map(\.file) == ["1a2b-call-1.\(format.rawValue)", "1a2b-call-1.\(format.rawValue)"])
        #expect(all[0].sha256 == all[1].sha256)
    }

    @Test func `what is still written is left alone`() async throws {
        let folder = try TemporaryFolder()
        let descriptor = try RecordingFolder(path: folder.path).create("1a-call-1.part.wav")
        let archive = RecordingArchive(folder: folder.path, format: .wav, log: Logger(label: "test")) { _, kept in kept() }
        archive.repair()
        await archive.settle()
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["1a-call-1.part.wav"])
        close(descriptor)
    }

    /// A file whose writer was killed, with `torn` octets of the next frame, behind the sound and in front of the header.
    private func leave(_ path: String, channels: Int, frames: Int, torn: Int) throws {
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL, 0o600)
        var writer = try SoundFileWriter(fileDescriptor: descriptor, channels: channels)
        let half = [Int16](repeating: 9, count: frames / 2 * 160 * channels)
        try writer.append(half.span)
        let rest = [UInt8](repeating: 1, count: (frames - frames / 2) * 320 * channels + torn)
        lseek(descriptor, 0, SEEK_END)
        rest.withUnsafeBytes { _ = write(descriptor, $0.baseAddress, $0.count) }
        try writer.finish()
    }
}
