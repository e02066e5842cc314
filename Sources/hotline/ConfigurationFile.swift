import Diagnostics
import Foundation
import Server

/// Finds and reads the configuration for a command, and shows what is wrong with it.
enum ConfigurationFile {
    /// The configuration of a file, or the shipped default.
    static func load(_ path: String?) throws -> Configuration {
        guard let path else { return Configuration() }
        let (configuration, findings) = Configuration.read(try text(at: path), path: path)
        for finding in findings { StandardError.show(finding) }
        guard let configuration else { throw CommandFailure("\(VisibleText.of(path)) is not valid") }
        return configuration
    }

    private static func text(at path: String) throws -> String {
        do throws(TextFile.Failure) {
            return try TextFile.text(at: path)
        } catch {
            throw CommandFailure("\(VisibleText.of(path)) \(error)")
        }
    }
}

/// A failure that is told in one line; the command ends with status 1.
struct CommandFailure: Error, CustomStringConvertible {
    var description: String

    init(_ description: String) {
        self.description = description
    }
}

/// Shows on standard error how far the speaking of prompts is.
enum PromptProgress {
    /// One line that is written over; one line for each fiftieth when nobody watches.
    static let show: PromptCatalog.Progress = { done, total, clip in
        guard done > 0 else {
            return StandardError.show("speaking \(total) prompts and words that have no recording; they are kept for the next time")
        }
        let isWatched = isatty(STDERR_FILENO) == 1
        guard isWatched || done % 50 == 0 || done == total else { return }
        let line = "speaking prompts: \(done) of \(total)  (\(clip))"
        let text = isWatched ? "\r\u{1B}[K\(line)\(done == total ? "\n" : "")" : line + "\n"
        StandardError.write(text)
    }
}
