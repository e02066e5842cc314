import ArgumentParser
import Audio
import AudioFiles
import Foundation
import Recognition

/// `hotline dtmf FILE...`: the keys in sound files, as a call would hear them.
struct DTMFCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dtmf", abstract: "Print the keys that are heard in sound files, and why others are not.",
        discussion: """
            For each key: when its tone began, how long it lasted, the levels of its row and column tone, the twist (how much louder the \
            column tone is), how far both lie over all other sound, and how far each is from its frequency. WAV, FLAC, Ogg, AIFF and what \
            else libsndfile reads, of any rate; .ulaw, .alaw, .gsm and .sln are taken as raw sound, and so is anything with --raw.

            Examples:
              hotline dtmf call.wav
              hotline dtmf --explain call.wav        and what was refused
              hotline dtmf --json *.wav | jq -r .key
              hotline dtmf --profile ntt call.wav    Japan's limits
              sox call.mp3 -t wav - | hotline dtmf -
              hotline dtmf --raw ulaw - < capture.pcmu

            Profiles:
            \(DTMFProfile.all.map { "  \($0.name): \($0.title)" }.joined(separator: "\n"))

            Exit status: 0 every file was heard, whatever was in it; 2 one could not be read; 64 a slip on the command line.
            """)

    @Argument(help: "Sound files; - is standard input.", completion: .file())
    var files: [String]

    @Flag(help: "One JSON object a line for each key.")
    var json = false

    @Flag(help: "Print what resembled a key and was refused too, with the reason.")
    var explain = false

    @Option(help: ArgumentHelp("Whose limits hold: \(DTMFProfile.all.map(\.name).joined(separator: ", ")).", valueName: "name"))
    var profile = DTMFProfile.general.name

    @Option(help: "The files have no header: ulaw, alaw or s16 (little-endian).")
    var raw: RawFormat?

    @Option(help: "Samples a second of raw sound.")
    var rate: Int?

    /// What raw sound may be.
    enum RawFormat: String, ExpressibleByArgument, CaseIterable {
        case ulaw, alaw, s16

        var hint: SoundFormatHint {
            switch self {
            case .ulaw: .muLaw
            case .alaw: .aLaw
            case .s16: .linear
            }
        }
    }

    func validate() throws {
        guard DTMFProfile.named(profile) != nil else {
            throw ValidationError(
                "there is no profile `\(profile)`; there are \(DTMFProfile.all.map(\.name).joined(separator: ", "))")
        }
        guard rate == nil || raw != nil else { throw ValidationError("--rate is for raw sound: say with --raw of which kind it is") }
        if let rate, !Resampler.rates.contains(rate) {
            throw ValidationError("--rate \(rate): \(SoundFileError.unusableRate(rate))")
        }
        guard files.count(where: { $0 == "-" }) < 2 else { throw ValidationError("standard input can be heard only once") }
    }

    func run() throws {
        let input = SoundInput(raw: raw?.hint, rate: rate)
        var isWhole = true
        for path in files {
            do throws(SoundInputError) {
                let clip = try input.read(path)
                let report = KeyReport(of: clip, name: path, profile: DTMFProfile.named(profile) ?? .general, explaining: explain)
                for line in json ? report.jsonLines : report.textLines(titled: files.count > 1) { print(line) }
            } catch {
                StandardError.show("\(path == "-" ? "standard input" : path): \(error)")
                isWhole = false
            }
        }
        if !isWhole { throw ExitCode(2) }
    }
}
