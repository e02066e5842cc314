import Logging
import Synchronization

/// A log that is kept for the test to read: `warning the words key=value`, line by line.
final class KeptLog: LogHandler, Sendable {
    private let kept = Mutex("")

    var text: String { kept.withLock { $0 } }

    var logLevel: Logger.Level {
        get { .trace }
        set {}
    }
    var metadata: Logger.Metadata {
        get { [:] }
        set {}
    }
    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { nil }
        set {}
    }

    func log(event: LogEvent) {
        let values = (event.metadata ?? [:]).sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
        kept.withLock { $0 += "\(event.level) \(event.message)\(values)\n" }
    }
}
