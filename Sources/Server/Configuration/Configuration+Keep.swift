import Diagnostics

extension Configuration {
    /// How long records are kept [days]; nil: for ever.
    public struct Keep: Sendable, Hashable {
        /// Calls and what was said in them.
        public var calls: Int?
        /// What happened in the queues, and the agents' hours.
        public var queueEvents: Int?
        /// Sound files of recordings, and what was written down of them.
        public var recordings: Int?
    }

    static let keepKeys = KeyTable(
        "`keep`",
        [
            Key("calls", days, "for so many days calls are kept"),
            Key("queue-events", days, "for so many days it is kept what happened in the queues"),
            Key("recordings", days, "for so many days recordings are kept"),
        ])
    private static let days = Shape.integer(1...36_500)
}

extension ConfigurationReader {
    /// How long records are kept.
    mutating func readKeep() {
        guard let map = map.mapping("keep", &findings) else { return }
        configuration.keep.calls = map.integer("calls", &findings)?.value
        configuration.keep.queueEvents = map.integer("queue-events", &findings)?.value
        configuration.keep.recordings = map.integer("recordings", &findings)?.value
    }
}
