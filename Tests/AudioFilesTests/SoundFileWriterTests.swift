import Foundation
import Testing

@testable import AudioFiles

@Suite struct `A recording` {
    @Test func `can be played after every piece, as if the machine stopped there`() throws {
        let (descriptor, url) = try emptyFile()
        defer { try? FileManager.default.removeItem(at: url) }
        var writer = try SoundFileWriter(fileDescriptor: descriptor)
        var written: [Int16] = []
        for piece in 0..<20 {
            let samples = (0..<160).map { Int16($0 + piece * 1000) }
            try writer.append(samples.span)
            written += samples
            #expect(try SoundFile.decode([UInt8](Data(contentsOf: url))) == SoundClip(samples: written, rate: 8000))
        }
        #expect(writer.count == 3200)
        try writer.finish()
        try writer.finish()
        #expect(try SoundFile.decode([UInt8](Data(contentsOf: url))).samples == written)
    }

    @Test func `that stopped between sound and header loses the last piece only`() throws {
        let (descriptor, url) = try emptyFile()
        defer { try? FileManager.default.removeItem(at: url) }
        var writer = try SoundFileWriter(fileDescriptor: descriptor, format: .waveAt(rate: 16000))
        let samples = [Int16](repeating: 7, count: 320)
        try writer.append(samples.span)
        try writer.finish()
        let bytes = [UInt8](try Data(contentsOf: url)) + [UInt8](repeating: 1, count: 320)
        #expect(try SoundFile.decode(bytes) == SoundClip(samples: samples, rate: 16000))
    }

    @Test func `without sound is a whole file, too`() throws {
        let (descriptor, url) = try emptyFile()
        defer { try? FileManager.default.removeItem(at: url) }
        var writer = try SoundFileWriter(fileDescriptor: descriptor)
        try writer.finish()
        #expect(throws: SoundFileError.noSamples) { try SoundFile.decode([UInt8](Data(contentsOf: url))) }
    }

    @Test func `says why it cannot be written`() {
        #expect(throws: SoundFileError.cannotWrite(reason: "Bad file descriptor")) { _ = try SoundFileWriter(fileDescriptor: -1) }
    }

    @Test func `has the header of any other WAV file`() throws {
        let header = WAVHeader.octets(rate: 8000, dataCount: 3200)
        #expect(try Array(fixture("tone-8000.wav")[..<44]) == header)
        #expect(WAVHeader.octets(rate: 8000, dataCount: .max).count == WAVHeader.count)
    }

    private func emptyFile() throws -> (Int32, URL) {
        var path = Array((NSTemporaryDirectory() + "/recording-XXXXXX").utf8CString)
        let descriptor = mkstemp(&path)
        try #require(descriptor >= 0)
        return (descriptor, URL(fileURLWithPath: String(decoding: path.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)))
    }
}
