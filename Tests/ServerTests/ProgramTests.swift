import Foundation
import TestPrograms
import Testing

/// What the tests themselves stand on.
@Suite struct `A program of the tests` {
    @Test func `ends as it says, and is heard`() throws {
        let (ending, words) = try Program.run("/bin/sh", ["-c", "pwd; echo $WORD >&2; exit 3"], in: "/", environment: ["WORD": "heard"])
        #expect(ending == .exit(3))
        #expect(words == "/\nheard\n")
    }

    @Test func `is ended by a signal that the tests ignore`() throws {
        let sleeper = try Program("sleep", ["600"])
        #expect(sleeper.isRunning)
        #expect(sleeper.end(by: SIGPIPE) == .signal(SIGPIPE))
        #expect(sleeper.end(by: SIGKILL) == .signal(SIGPIPE))
    }

    @Test func `that is not there is an error`() {
        #expect(throws: (any Error).self) { try Program("/no/such/program", []) }
        #expect(throws: (any Error).self) { try Program("true", [], in: "/no/such/folder") }
    }

    @Test func `is noticed to have ended, however many end at the same time`() async throws {
        let endings = try await withThrowingTaskGroup(of: [Program.Ending].self) { group in
            for _ in 0..<4 {
                group.addTask {
                    let programs = try (0..<25).map { _ in try Program("true", []) }
                    return programs.map { $0.waitForEnd() }
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(endings == Array(repeating: .exit(0), count: 100))
    }
}
