import Audio
import AudioFiles
import Foundation

/// A recording of a tone, for folders of prompts.
struct ToneRecording {
    var level: Decibels = -20
    var seconds = 1.0

    func write(to path: String) throws {
        try FileManager.default.createDirectory(atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        let descriptor = open(path, O_RDWR | O_CREAT | O_TRUNC, 0o644)
        var writer = try SoundFileWriter(fileDescriptor: descriptor)
        var tone = ToneGenerator(frequency: 440, level: level)
        let samples = tone.samples(for: .seconds(seconds))
        try writer.append(samples.span)
        try writer.finish()
    }
}
