import Foundation
import Synchronization

/// A program that a test runs; it does not outlive this value.
///
/// On Linux Foundation's `Process` now and then never notices that its program has ended, and waits for ever. Here the kernel itself is
/// asked, each time somebody wants to know.
public final class Program: Sendable {
    /// How a program ended.
    public enum Ending: Hashable, Sendable {
        case exit(Int32)
        case signal(Int32)
    }

    /// Its number for the kernel.
    public let identifier: pid_t
    private let end = Mutex<Ending?>(nil)

    /// Starts a program by its path, or by its name on the search path.
    public init(
        _ program: String, _ arguments: [String], in folder: String = ".",
        environment: [String: String] = ProcessInfo.processInfo.environment, input: String = "/dev/null",
        output: ProgramWords = .nobodyReads, errors: ProgramWords = .nobodyReads
    ) throws {
        let spawning = Spawning(in: folder, input: input, output: output, errors: errors)
        identifier = try spawning.start(program, arguments, environment)
    }

    deinit { end(by: SIGKILL) }

    /// How it ended, once it has.
    public var ending: Ending? {
        end.withLock { end in
            if end == nil { end = Self.taken(identifier) }
            return end
        }
    }

    /// Whether it has not ended yet.
    public var isRunning: Bool { ending == nil }

    /// Sends a signal, unless it has ended: its number may be another program's by then.
    public func send(_ signal: Int32) {
        end.withLock { end in
            if end == nil { end = Self.taken(identifier) }
            if end == nil { kill(identifier, signal) }
        }
    }

    /// Sends a signal and waits for the end.
    @discardableResult public func end(by signal: Int32) -> Ending {
        send(signal)
        return waitForEnd()
    }

    /// Waits for the end; the thread does nothing else meanwhile.
    @discardableResult public func waitForEnd() -> Ending {
        while true {
            if let ending { return ending }
            // Leaves the end for `ending` to take, so that several may wait.
            var information = siginfo_t()
            waitid(P_PID, id_t(identifier), &information, WEXITED | WNOWAIT)
        }
    }

    /// The end of a child, which is then forgotten by the kernel; nil when it runs.
    private static func taken(_ identifier: pid_t) -> Ending? {
        var status: Int32 = 0
        switch waitpid(identifier, &status, WNOHANG) {
        case identifier: return status & 0x7f == 0 ? .exit(status >> 8 & 0xff) : .signal(status & 0x7f)
        // Somebody else took it: how it ended is not known any more.
        case -1 where errno == ECHILD: return .exit(-1)
        default: return nil
        }
    }
}

extension Program {
    /// Runs a program to its end, and returns what it wrote to standard output and standard error.
    public static func run(
        _ program: String, _ arguments: [String], in folder: String = ".",
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws -> (ending: Ending, words: String) {
        let pipe = Pipe()
        let (reading, writing) = (pipe.fileHandleForReading, pipe.fileHandleForWriting)
        let words = ProgramWords.descriptor(writing.fileDescriptor)
        let running = try Program(program, arguments, in: folder, environment: environment, output: words, errors: words)
        // The end of what it says comes when nobody can write any more.
        try writing.close()
        let said = String(decoding: reading.readDataToEndOfFile(), as: UTF8.self)
        return (running.waitForEnd(), said)
    }
}
