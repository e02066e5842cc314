import Foundation
import Subprocess

/// A program that speaks: it is run once for each text, writes a sound file and is never linked (espeak-ng is GPL).
enum VoiceProgram: String, Sendable, CaseIterable {
    /// English.
    case flite
    /// Mandarin from pinyin: `-v cmn` would read characters by English rules.
    case espeak = "espeak-ng"

    /// The program that speaks a language; nil when none does.
    init?(language: String) {
        switch language.split(separator: "-").first?.lowercased() {
        case "en": self = .flite
        case "zh", "cmn": self = .espeak
        default: return nil
        }
    }

    /// The Debian package that has it.
    var package: String { rawValue }

    /// What changes the sound, in one word for the cache's key: raise it when arguments change.
    var voice: String {
        switch self {
        case .flite: "flite-slt-1"
        case .espeak: "espeak-ng-cmn-pinyin-150-1"
        }
    }

    /// The arguments that speak `text` into the file.
    func arguments(text: String, into file: String) -> [String] {
        switch self {
        case .flite: ["-voice", "slt", "-t", text, "-o", file]
        case .espeak: ["-v", "cmn-latn-pinyin", "-s", "150", "-w", file, "--", text]
        }
    }

    /// Speaks a text into a file.
    func speak(_ text: String, into file: String) async throws(VoiceError) {
        let outcome: ExecutionOutcome
        do {
            let result = try await Subprocess.run(
                .name(rawValue), arguments: Arguments(arguments(text: text, into: file)), output: .discarded, error: .string(limit: 4096))
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
        case .missing(let program): "\(program.rawValue) cannot be run; install it with `apt-get install \(program.package)`"
        case .failed(let program, let words): "\(program.rawValue) failed: \(words)"
        case .unusable(let program, let reason): "what \(program.rawValue) wrote cannot be used: \(reason)"
        }
    }
}
