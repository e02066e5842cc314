import Audio
import AudioFiles
import Foundation
import Glibc

/// Synthesised speech on disk, by what would make it sound otherwise: the text, the voice and the version of the finishing.
struct VoiceCache: Sendable {
    /// The folder; it may be removed at any time.
    let folder: String

    /// Where the sound of a text lies.
    func path(_ voice: Voice) -> String {
        "\(folder)/\(voice.key)/\(Self.hash("\(SpokenClip.version)\n\(voice.key)\n\(voice.text)")).wav"
    }

    /// The cached sound [8 kHz]; nil when there is none, or none that can be read.
    func sound(_ voice: Voice) -> [Int16]? {
        guard let bytes = FileManager.default.contents(atPath: path(voice)) else { return nil }
        return try? SoundFile.decode(Array(bytes)).resampled(to: SampleRate.narrowband.hertz).samples
    }

    /// Whether there is a sound.
    func has(_ voice: Voice) -> Bool { FileManager.default.fileExists(atPath: path(voice)) }

    /// Has a program speak, finishes the sound and keeps it.
    func speak(_ voice: Voice, by program: VoiceProgram) async throws(VoiceError) -> [Int16] {
        if let known = sound(voice) { return known }
        let path = path(voice)
        let draft = path + ".\(UUID().uuidString).draft.wav"
        try? FileManager.default.createDirectory(atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: draft) }
        try await program.speak(voice.text, into: draft)
        guard let bytes = FileManager.default.contents(atPath: draft) else { throw .unusable(program, "no file") }
        do {
            return try keep(SoundFile.decode(Array(bytes)), of: voice)
        } catch {
            throw .unusable(program, "\(error)")
        }
    }

    /// Finishes what was spoken and keeps it.
    func keep(_ spoken: SoundClip, of voice: Voice) throws -> [Int16] {
        let finished = SpokenClip.finished(try spoken.resampled(to: SampleRate.narrowband.hertz).samples)
        guard !finished.isEmpty else { throw SilentSpeech() }
        let path = path(voice)
        try FileManager.default.createDirectory(atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try store(finished, at: path)
        return finished
    }

    private struct SilentSpeech: Error, CustomStringConvertible {
        var description: String { "it is silent" }
    }

    /// Writes beside the place and moves the file there, so that nobody ever sees half of it.
    private func store(_ samples: [Int16], at path: String) throws {
        let part = path + ".\(UUID().uuidString).part"
        let descriptor = open(part, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw SystemError(doing: "write \(part)", code: errno) }
        var writer = try SoundFileWriter(fileDescriptor: descriptor)
        try writer.append(samples.span)
        try writer.finish()
        guard rename(part, path) == 0 else { throw SystemError(doing: "write \(path)", code: errno) }
    }

    /// FNV-1a, 64 bits: enough for a few thousand texts.
    static func hash(_ text: String) -> String {
        let value = text.utf8.reduce(0xcbf2_9ce4_8422_2325) { (hash: UInt64, octet) in (hash ^ UInt64(octet)) &* 0x100_0000_01b3 }
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
