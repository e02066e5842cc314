import Audio
import Testing

@testable import AudioFiles

/// A good file with 200 ms of a tone of 1000 Hz, peak 10000.
struct GoodFile: Sendable, CustomTestStringConvertible {
    let name: String
    let rate: Int
    var peak = 10000.0
    var testDescription: String { name }
}

/// A bad file and what is said of it.
struct BadFile: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let error: SoundFileError
    let bytes: @Sendable () throws -> [UInt8]

    init(_ description: String, _ error: SoundFileError, _ bytes: @escaping @Sendable () throws -> [UInt8]) {
        (testDescription, self.error, self.bytes) = (description, error, bytes)
    }
}

@Suite struct `A sound file` {
    @Test(arguments: [
        GoodFile(name: "tone-8000.wav", rate: 8000),
        GoodFile(name: "tone-8000-float.wav", rate: 8000),
        GoodFile(name: "tone-8000-mulaw.wav", rate: 8000),
        GoodFile(name: "tone-8000-alaw.wav", rate: 8000),
        GoodFile(name: "tone-16000-24bit.wav", rate: 16000),
        GoodFile(name: "tone-11025.aiff", rate: 11025),
        GoodFile(name: "tone-48000.ogg", rate: 48000),
        GoodFile(name: "tone-48000.opus", rate: 48000),
        // The tone is in one of two channels.
        GoodFile(name: "left-44100-stereo.flac", rate: 44100, peak: 5000),
    ])
    func `of any format, rate and number of channels becomes mono at 8 kHz`(_ file: GoodFile) throws {
        let clip = try SoundFile.decode(fixture(file.name))
        #expect(clip.rate == file.rate)
        #expect(clip.samples.count == file.rate / 5)
        #expect(abs(peakOfTone(clip) / file.peak - 1) < 0.03)
        let narrow = try clip.resampled(to: 8000)
        #expect(narrow.samples.count == 1600)
        #expect(abs(peakOfTone(narrow) / file.peak - 1) < 0.03)
        #expect(narrow.frameCount == 10)
    }

    @Test func `of GSM frames without a header is known by its name`() throws {
        let clip = try SoundFile.decode(fixture("tone-8000.gsm"), as: SoundFormatHint(fileName: "tone.gsm"))
        #expect(clip.rate == 8000)
        #expect(clip.samples.count == 1600)
        #expect(abs(peakOfTone(clip) / 10000 - 1) < 0.1)
        #expect(throws: SoundFileError.notASoundFile) { try SoundFile.decode(fixture("tone-8000.gsm")) }
    }

    @Test func `of 16-bit samples is read to the bit`() throws {
        let samples = (0..<1000).map { Int16(truncatingIfNeeded: $0 * 131 - 32768) } + [.min, .max, 0, -1]
        #expect(try SoundFile.decode(wave(samples)) == SoundClip(samples: samples, rate: 8000))
    }

    @Test(arguments: [
        BadFile("nothing", .empty) { [] },
        BadFile("text", .notASoundFile) { Array("Welcome to our hotline, please hold the line.".utf8) },
        BadFile("one byte", .notASoundFile) { [0x52] },
        BadFile("a header without sound", .noSamples) { wave([]) },
        BadFile("cut off in the middle", .truncated(expected: 1600, found: 500)) {
            Array(wave([Int16](repeating: 9, count: 1600))[..<1044])
        },
        BadFile("ten channels", .tooManyChannels(10)) { wave([Int16](repeating: 9, count: 100), channels: 10) },
        BadFile("a rate of 200 Hz", .unusableRate(200)) { wave([1, 2, 3], rate: 200) },
        BadFile("a rate of 1 MHz", .unusableRate(1_000_000)) { wave([1, 2, 3], rate: 1_000_000) },
        BadFile("two seconds too long", .tooLong(seconds: 12, limit: 10)) { wave([Int16](repeating: 1, count: 96000)) },
    ])
    func `that is bad is refused with its reason`(_ file: BadFile) throws {
        let bytes = try file.bytes()
        #expect(throws: file.error) { try SoundFile.decode(bytes, limit: 10) }
        #expect(!file.error.description.isEmpty && !file.error.description.hasSuffix("."))
    }

    @Test(arguments: ["left-44100-stereo.flac", "tone-48000.ogg", "tone-48000.opus", "tone-8000.wav", "tone-11025.aiff"])
    func `cut anywhere never traps, and never becomes longer`(_ name: String) throws {
        let bytes = try fixture(name)
        let whole = try SoundFile.decode(bytes).samples.count
        for count in stride(from: 0, to: bytes.count, by: 61) {
            let clip = try? SoundFile.decode(Array(bytes[..<count]))
            #expect(clip?.samples.count ?? 0 <= whole)
        }
    }

    @Test func `of FLAC or WAV that is cut off says so`() throws {
        for name in ["left-44100-stereo.flac", "tone-8000.wav"] {
            let bytes = try fixture(name)
            #expect {
                try SoundFile.decode(Array(bytes[..<(bytes.count / 2)]))
            } throws: { error in
                if case .truncated(let expected, let found)? = error as? SoundFileError { found < expected } else { false }
            }
        }
    }

    @Test func `that came out of a pipe is as long as it is`() throws {
        var bytes = wave([Int16](repeating: 3, count: 800))
        for index in 40..<44 { bytes[index] = 0xFF }
        #expect(try SoundFile.decode(bytes).samples.count == 800)
    }

    @Test func `without a header is known by its name`() throws {
        #expect(SoundFormatHint(fileName: "prompts/welcome.ulaw") == .muLaw)
        #expect(SoundFormatHint(fileName: "A.B.ALAW") == .aLaw)
        #expect(SoundFormatHint(fileName: "x.sln") == .linear)
        #expect(SoundFormatHint(fileName: "ulaw") == nil && SoundFormatHint(fileName: "x.wav") == nil)
        #expect(try SoundFile.decode([0xFF, 0x00], as: .muLaw).samples == [0, -32124])
        #expect(try SoundFile.decode([0xD5, 0x2A], as: .aLaw).samples == [8, -32256])
        #expect(try SoundFile.decode([1, 2, 0xFF, 0xFF, 7], as: .linear).samples == [513, -1])
        #expect(throws: SoundFileError.noSamples) { try SoundFile.decode([1], as: .linear) }
        #expect(throws: SoundFileError.tooLong(seconds: 2, limit: 1)) {
            try SoundFile.decode([UInt8](repeating: 0, count: 16000), as: .muLaw, limit: 1)
        }
        // A WAV file with a wrong name is still one.
        #expect(try SoundFile.decode(wave([5, 6]), as: .muLaw).samples == [5, 6])
    }
}

@Suite struct `A clip` {
    @Test func `gives frames, the last filled up`() {
        let clip = SoundClip(samples: (0..<200).map { Int16($0) }, rate: 8000)
        #expect(clip.frameCount == 2)
        #expect(clip.frame(1)[39] == 199 && clip.frame(1)[40] == 0)
        #expect(clip.frame(2) == .silence && clip.frame(-1) == .silence)
        #expect(clip.seconds == 0.025)
    }
}
