/// What the record store tells the metrics.
struct RecordCounts: Sendable, Hashable {
    /// Calls recorded.
    var calls = 0
    /// Queue events kept.
    var events = 0
    /// Things that wait for the disk.
    var waiting = 0
    /// Times that the disk refused.
    var failures = 0
    /// Things that were given up because no database could take them.
    var dropped = 0
    /// How long the last write took [s].
    var lastWrite = 0.0
}
