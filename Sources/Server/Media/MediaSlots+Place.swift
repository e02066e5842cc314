extension MediaSlots {
    /// What belongs to a call besides the call.
    struct Place {
        var box: CallBox?
        var caller: MediaPort?
        var partner: MediaPort?
        var guest: MediaPort?
        var onlooker: MediaPort?
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
            if partner?.number == number {
                partner.take()
            } else if guest?.number == number {
                guest.take()
            } else if onlooker?.number == number {
                onlooker.take()
            } else {
                nil
            }
        }
    }
}
