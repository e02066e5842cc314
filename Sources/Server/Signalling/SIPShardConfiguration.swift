import SIP

/// What a signalling shard has to be told.
public struct SIPShardConfiguration: Sendable {
    /// Where to listen; port 0 takes any free one. The engine's own list is filled from this one.
    public var listeners: [SIPListener]
    /// The engine's configuration.
    public var engine: UserAgentConfiguration
    /// Bounds of the connections.
    public var connections = Connections()
    /// Who hears of phones that register, on the loop.
    public var registrations: @Sendable (RegistrationEvent) -> Void = { _ in }

    /// Bounds of the TCP connections.
    public struct Connections: Sendable {
        /// How many at once, both ways.
        public var limit = 1024
        /// How long a connection may be silent.
        public var idle = Duration.seconds(3600)
        /// How long the rest of a message may be awaited.
        public var incomplete = Duration.seconds(30)
        /// How long connecting may take.
        public var connecting = Duration.seconds(5)
        /// How much may wait to be taken by a peer that does not read [bytes].
        public var unsent = 1 << 20
        /// How many messages may wait for a connection to open.
        public var waiting = 256

        /// The defaults.
        public init() {}
    }

    /// A shard that listens here.
    public init(listeners: [SIPListener], engine: UserAgentConfiguration) {
        self.listeners = listeners
        self.engine = engine
    }
}
