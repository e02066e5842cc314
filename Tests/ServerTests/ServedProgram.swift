import Foundation
import Synchronization
import TestPrograms
import Testing

/// A program that runs beside the test, and whose lines are read as they come.
final class ServedProgram: Sendable {
    /// Everything it has said.
    private final class Words: Sendable {
        let text = Mutex("")
        func add(_ data: Data) { text.withLock { $0 += String(decoding: data, as: UTF8.self) } }
        var lines: [String] { text.withLock { $0.split(separator: "\n").map(String.init) } }
    }

    let process: Program
    private let words = Words()
    private let arrivals: AsyncStream<Void>
    var lines: [String] { words.lines }

    init(_ program: URL, _ arguments: [String]) throws {
        let (stream, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        arrivals = stream
        let pipe = Pipe()
        let (reading, writing) = (pipe.fileHandleForReading, pipe.fileHandleForWriting)
        let sink = ProgramWords.descriptor(writing.fileDescriptor)
        process = try Program(program.path, arguments, output: sink, errors: sink)
        // The end of what it says comes when nobody can write any more.
        try writing.close()
        let words = words
        // A thread that waits, and no readability handler: its source may outlive the descriptor, and libdispatch does not survive that.
        Thread.detachNewThread {
            while case let data = reading.availableData, !data.isEmpty {
                words.add(data)
                continuation.yield()
            }
            continuation.finish()
        }
    }

    /// Returns when a word has come so often.
    func wait(for word: String, times: Int = 1) async throws {
        func count() -> Int { lines.count { $0.contains(word) } }
        if count() < times { for await _ in arrivals where count() >= times { return } }
        try #require(count() >= times, "the program ended: \(lines.joined(separator: "\n"))")
    }
}
