import CRealTime
import Foundation
import Logging
import UnixSignals

/// A server as a process: log, banner, signals, orderly end.
public struct ServerProcess: Sendable {
    private let configuration: Configuration
    private let content: ServerContent
    private let hasDemoService: Bool

    /// Prepares a process.
    public init(configuration: Configuration, content: ServerContent, hasDemoService: Bool = false) {
        self.configuration = configuration
        self.content = content
        self.hasDemoService = hasDemoService
    }

    /// Keeps the heap of this process small: the very first thing, as each thread that has allocated before has an arena of its own for
    /// good.
    public static func keepHeapSmall() {
        rt_keep_heap()
    }

    /// Serves until a signal says otherwise: the first drains, the second ends the calls that still run.
    public func run() async throws {
        let log = Self.bootstrapLog(configuration.log)
        signal(SIGPIPE, SIG_IGN)
        // A file that may not grow is an error of that file.
        signal(SIGXFSZ, SIG_IGN)
        // Before anything is said to the outside: who reads the banner may send a signal at once.
        let signals = await UnixSignalsSequence(trapping: .sigterm, .sigint)
        let server = try await HotlineServer.start(configuration, content: content, log: log)
        let demo = hasDemoService ? try await DemoService.start(port: DemoService.port) : nil
        await say(server, demo, log)
        await untilOver(server, signals, log)
        await server.endCalls()
        await Self.atMost(.seconds(3)) { await server.drain() }
        await demo?.stop()
        await server.stop()
        log.notice("stopped")
    }

    private enum Happening {
        case signal
        case drained
    }

    /// Returns when a first signal has drained the server, or at the second one.
    private func untilOver(_ server: HotlineServer, _ signals: UnixSignalsSequence, _ log: Logger) async {
        let happenings = AsyncStream<Happening>.makeStream()
        let listening = Task {
            for await signal in signals {
                log.notice("signal", metadata: ["name": "\(signal)"])
                happenings.continuation.yield(.signal)
            }
        }
        defer { listening.cancel() }
        var isDraining = false
        for await happening in happenings.stream {
            guard happening == .signal, !isDraining else { return }
            isDraining = true
            Task {
                await server.drain()
                happenings.continuation.yield(.drained)
            }
        }
    }

    /// Waits for something, but not for ever.
    private static func atMost(_ limit: Duration, _ work: @escaping @Sendable () async -> Void) async {
        let done = AsyncStream<Void>.makeStream()
        let tasks = [
            Task {
                await work()
                done.continuation.finish()
            },
            Task {
                try? await Task.sleep(for: limit)
                done.continuation.finish()
            },
        ]
        for await _ in done.stream {}
        for task in tasks { task.cancel() }
    }

    private static func bootstrapLog(_ wished: Configuration.Log) -> Logger {
        let level = Logger.Level(rawValue: wished.level) ?? .info
        let format = wished.format
        LoggingSystem.bootstrap { LineLogHandler(label: $0, level: level, format: format) }
        return Logger(label: "hotline")
    }

    /// Says what the operator needs to know, on standard output.
    private func say(_ server: HotlineServer, _ demo: HTTPService?, _ log: Logger) async {
        // The threads say what they got with their first slot.
        while server.workers.contains(where: { $0.level == nil }) { try? await Task.sleep(for: .milliseconds(5)) }
        let banner = StartUpBanner(server, flows: content.flowNames, prompts: content.prompts, demoPort: demo?.port)
        LineOutput(STDOUT_FILENO).write(banner.text + "\n") { _ in "" }
        for worker in server.workers where worker.level != .fifo && configuration.media.realTime {
            log.warning(
                "no real-time scheduling: audio will suffer when the machine is busy (docs/operations.md)",
                metadata: ["worker": "\(worker.index)", "level": "\(worker.level ?? .ordinary)"])
        }
    }
}

/// Signals that end a small command.
public enum ProcessSignals {
    /// Returns at the first SIGTERM or SIGINT.
    public static func wait() async {
        for await _ in await UnixSignalsSequence(trapping: .sigterm, .sigint) { return }
    }
}
