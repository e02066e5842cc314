import ArgumentParser
import Audio
import AudioFiles
import Foundation
import Recognition

/// `hotline dtmf FILE...`: the keys in sound files, as a call would hear them.
struct DTMFCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dtmf", abstract: "Print the keys that are heard in sound files.",
        discussion: """
            One line for each key: the key, when its tone began, how long it lasted, and when it was sure, all in milliseconds. \
            With several files a line `F path` comes before the keys of each. \
            WAV, FLAC, Ogg and AIFF of any rate; .ulaw, .alaw and .sln are taken as raw sound at 8 kHz.
            """)

    @Argument(help: "Sound files.", completion: .file())
    var files: [String]

    func run() throws {
        var failed = false
        for path in files {
            if files.count > 1 { print("F \(path)") }
            do {
                for key in try keys(in: path) { print(key.line) }
            } catch {
                FileHandle.standardError.write(Data("\(path): \(reason(error))\n".utf8))
                failed = true
            }
        }
        if failed { throw ExitCode.failure }
    }

    private func keys(in path: String) throws -> [HeardKey] {
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        let clip = try SoundFile.decode(bytes, as: SoundFormatHint(fileName: path))
        return HeardKey.all(in: try clip.resampled(to: SampleRate.narrowband.hertz).samples)
    }

    private func reason(_ error: any Error) -> String {
        (error as? SoundFileError)?.description ?? error.localizedDescription
    }
}
