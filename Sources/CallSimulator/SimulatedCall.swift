public import Audio
public import CallEngine
import IVR

/// What came of a simulated call.
public struct SimulatedCall: Sendable {
    /// Something that happened, and when.
    public struct Happening: Hashable, Sendable {
        /// When.
        public var time: MediaTime
        /// What.
        public var event: CallEvent

        /// Something that happened.
        public init(time: MediaTime, event: CallEvent) {
            self.time = time
            self.event = event
        }
    }

    /// Everything that happened, in order.
    public var happenings: [Happening] = []
    /// The record; nil when the simulation stopped before the call's end.
    public var record: CallRecord?
    /// What went wrong with the simulation itself: an answer that the script does not give, groups of keys that were never pressed.
    public var complaints: [String] = []
    /// How long the call was, on its own clock.
    public var duration = MediaTime.zero

    /// Nothing has happened.
    public init() {}

    /// The lines that a person reads.
    public var transcript: [String] {
        happenings.compactMap { CallTranscript.line($0.event, at: $0.time) }
    }
}
