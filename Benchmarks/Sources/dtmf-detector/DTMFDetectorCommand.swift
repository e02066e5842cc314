import Audio
import AudioFiles
import Foundation
import Recognition

/// The key detector as the DTMF battery runs it: `dtmf-detector FILE.wav` or `dtmf-detector --batch LIST`.
///
/// One line a key: `digit onset_ms duration_ms decision_ms`. `DTMF_FRAME` is the number of samples a call (160 if not set),
/// `DTMF_LOOP` hears each file so many times and prints nothing, for counting instructions.
@main struct DTMFDetectorCommand {
    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        let environment = ProcessInfo.processInfo.environment
        let frame = max(1, environment["DTMF_FRAME"].flatMap { Int($0) } ?? AudioFrame.sampleCount)
        let loops = max(1, environment["DTMF_LOOP"].flatMap { Int($0) } ?? 1)
        if arguments.first == "--batch", let list = arguments.dropFirst().first {
            for path in try String(contentsOfFile: list, encoding: .utf8).split(separator: "\n") {
                print("F \(path)")
                try report(String(path), frame: frame, loops: loops)
            }
        } else if let path = arguments.first {
            try report(path, frame: frame, loops: loops)
        } else {
            print("usage: dtmf-detector FILE | dtmf-detector --batch LIST")
        }
    }

    private static func report(_ path: String, frame: Int, loops: Int) throws {
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        let clip = try SoundFile.decode(bytes, as: SoundFormatHint(fileName: path)).resampled(to: SampleRate.narrowband.hertz)
        var keys: [HeardKey] = []
        for _ in 0..<loops { keys = HeardKey.all(in: clip.samples, frame: frame) }
        guard loops == 1 else { return }
        for key in keys { print(key.line) }
    }
}
