import Foundation
import Synchronization
import Testing

/// A program that runs beside the test, and whose lines are read as they come.
final class ServedProgram: Sendable {
    /// Everything it has said.
    private final class Words: Sendable {
        let text = Mutex("")
        func add(_ data: Data) { text.withLock { $0 += String(decoding: data, as: UTF8.self) } }
        var lines: [String] { text.withLock { $0.split(separator: "\n").map(String.init) } }
    }

    let process = Process()
    private let words = Words()
    private let arrivals: AsyncStream<Void>
    var lines: [String] { words.lines }

    init(_ program: URL, _ arguments: [String]) throws {
        let (stream, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        arrivals = stream
        let pipe = Pipe()
        process.executableURL = program
        process.arguments = arguments
        process.standardOutput = pipe
        process.standardError = pipe
        let words = words
        let reading = pipe.fileHandleForReading
        // A thread that waits, and no readability handler: its source may outlive the descriptor, and libdispatch does not survive that.
        Thread.detachNewThread {
            while case let data = reading.availableData, !data.isEmpty {
                words.add(data)
                continuation.yield()
            }
            continuation.finish()
        }
        try process.run()
    }

    /// A test that failed leaves nothing running.
    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    /// Returns when a word has come so often.
    func wait(for word: String, times: Int = 1) async throws {
        func count() -> Int { lines.count { $0.contains(word) } }
        if count() < times { for await _ in arrivals where count() >= times { return } }
        try #require(count() >= times, "the program ended: \(lines.joined(separator: "\n"))")
    }
}
