import CallEngine

extension MediaSlots {
    /// What belongs to a call besides the call.
    struct Place {
        var box: CallBox?
        /// The sockets of each leg.
        var ports = InlineArray<4, MediaPort?>(repeating: nil)
        var recording: RecordingRing?
        var tape: RecordingRing?
        var speech: SpeechRing?
        /// The monotonic time of the call's beginning [ns]; known from its first tick on.
        var beginning: Int64?
        var ticks = 0
        /// The length of the datagram that came first in the last tick [octets], of each leg; 0 when none came.
        var usualLengths = InlineArray<4, Int>(repeating: 0)

        /// Lets go of the sockets of a leg that is gone; the partner's may have been the guest's before.
        mutating func take(port number: UInt16) -> MediaPort? {
            for leg in ports.indices where ports[leg]?.number == number { return ports[leg].take() }
            return nil
        }
    }
}

extension LegIndex {
    /// Where a leg's things are among those of all legs of a call.
    var index: Int { Int(rawValue) }
}
