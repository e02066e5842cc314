import ArgumentParser
import Diagnostics
import Foundation
import IVR
import Server

/// `hotline transcribe FILE...`: what is said in sound files, written down by the configured server.
struct TranscribeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "transcribe", abstract: "Have the transcription server write down what is said in sound files.",
        discussion: """
            One line for each file: its path, a tab, the words. The server is that of `transcription` in the configuration. With --keep the \
            words are written beside the file, too, as a running server does it with recordings; those that already have their words are \
            left out. For example, what was recorded while the server was away:

              hotline transcribe --config hotline.yaml --language en-US --keep Recordings/*.wav
            """)

    @Option(name: .shortAndLong, help: "The configuration file.", completion: .file(extensions: ["yaml"]))
    var config = "hotline.yaml"

    @Option(name: .shortAndLong, help: "The language, such as en-US; the server guesses it otherwise.")
    var language: String?

    @Flag(help: "Write the words beside each file, as .txt.")
    var keep = false

    @Argument(help: "Sound files.", completion: .file())
    var files: [String]

    func run() async throws {
        guard let transcriber = FileTranscriber(try ConfigurationFile.load(config)) else {
            throw CommandFailure("\(VisibleText.of(config)) names no `transcription` server")
        }
        var failed = false
        for path in files where !(keep && FileManager.default.fileExists(atPath: TranscriptFile.path(beside: path))) {
            do throws(FileTranscriber.Failure) {
                let text = try await transcriber.text(of: path, in: language.map { LanguageTag($0) })
                print("\(VisibleText.of(path))\t\(VisibleText.of(text))")
                guard !keep || TranscriptFile.keep(text, beside: path) else {
                    throw FileTranscriber.Failure("\(TranscriptFile.path(beside: path)) cannot be written")
                }
            } catch {
                StandardError.show("\(VisibleText.of(path)): \(error)")
                failed = true
            }
        }
        await transcriber.stop()
        if failed { throw ExitCode.failure }
    }
}
