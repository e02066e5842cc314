import Foundation
import Logging

/// Each record as a line of a file, for programs that read along. The database is what counts: a line comes after it.
final class RecordStream {
    /// No more lines wait for a disk that refuses; others are left out, and are in the database only.
    private static let mostWaiting = 10_000

    private let path: String
    private var file: LineFile
    private var lines: [String] = []
    private var hasFailed = false

    /// Names the file.
    init(path: String) {
        self.path = path
        file = LineFile(path: path)
    }

    /// Opens the file: what is wrong with its place is known at the start.
    func prepare() throws {
        // What is in the way is told by the opening that follows.
        try? FileManager.default.createDirectory(
            at: URL(fileURLWithPath: path).deletingLastPathComponent(), withIntermediateDirectories: true)
        try file.prepare()
    }

    /// Takes a line, without its newline.
    func add(_ line: String) {
        if lines.count < Self.mostWaiting { lines.append(line) }
    }

    /// Writes what waits; a disk that refuses is told of once, and tried again with the next line.
    func write(_ log: Logger) {
        guard !lines.isEmpty else { return }
        do throws(SystemError) {
            try file.append(lines.flatMap { Array($0.utf8) + [UInt8(ascii: "\n")] })
            lines.removeAll(keepingCapacity: true)
            hasFailed = false
        } catch {
            if !hasFailed { log.error("lines of records cannot be written; the database has them", metadata: ["reason": "\(error)"]) }
            hasFailed = true
        }
    }
}
