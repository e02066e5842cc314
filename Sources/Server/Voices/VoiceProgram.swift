import Foundation
import Subprocess

/// A program that speaks: it is run once for each text, writes a sound file and is never linked (espeak-ng is GPL).
enum VoiceProgram: Sendable, Hashable {
    /// English.
    case flite(FliteVoice)
    /// Mandarin from pinyin: `-v cmn` would read characters by English rules.
    case espeak

    /// The program that speaks a language; nil when none does.
    init?(language: String, english: FliteVoice = .rms) {
        switch language.split(separator: "-").first?.lowercased() {
        case "en": self = .flite(english)
        case "zh", "cmn": self = .espeak
        default: return nil
        }
    }

    /// What is run.
    var command: String {
        switch self {
        case .flite: "flite"
        case .espeak: "espeak-ng"
        }
    }

    /// The Debian package that has it.
    var package: String { command }

    /// What it is called where people read it.
    var name: String {
        switch self {
        case .flite(let voice): "flite \(voice.rawValue)"
        case .espeak: "espeak-ng pinyin"
        }
    }

    /// What changes the sound, in one word for the cache's key: raise it when arguments change.
    var voice: String {
        switch self {
        case .flite(let voice): "flite-\(voice.rawValue)-1"
        case .espeak: "espeak-ng-cmn-pinyin-150-1"
        }
    }

    /// The arguments that speak `text` into the file.
    func arguments(text: String, into file: String) -> [String] {
        switch self {
        case .flite(let voice): ["-voice", voice.rawValue, "-t", text, "-o", file]
        case .espeak: ["-v", "cmn-latn-pinyin", "-s", "150", "-w", file, "--", text]
        }
    }

    /// Speaks a text into a file.
    func speak(_ text: String, into file: String) async throws(VoiceError) {
        let outcome: ExecutionOutcome
        do {
            let result = try await Subprocess.run(
                .name(command), arguments: Arguments(arguments(text: text, into: file)), output: .discarded, error: .string(limit: 4096))
            outcome = ExecutionOutcome(succeeded: result.terminationStatus.isSuccess, words: result.standardError)
        } catch {
            throw .missing(self)
        }
        guard outcome.succeeded else { throw .failed(self, outcome.words.trimmingCharacters(in: .whitespacesAndNewlines)) }
    }

    private struct ExecutionOutcome {
        var succeeded: Bool
        var words: String
    }
}

/// Why a text could not be spoken.
enum VoiceError: Error, CustomStringConvertible {
    /// The program is not there.
    case missing(VoiceProgram)
    /// It ran and complained.
    case failed(VoiceProgram, String)
    /// What it wrote is no sound.
    case unusable(VoiceProgram, String)

    var description: String {
        switch self {
        case .missing(let program): "\(program.command) cannot be run; install it with `apt-get install \(program.package)`"
        case .failed(let program, let words): "\(program.command) failed: \(words)"
        case .unusable(let program, let reason): "what \(program.command) wrote cannot be used: \(reason)"
        }
    }
}
