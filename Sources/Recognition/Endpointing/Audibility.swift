import Audio

/// Whether a line carries anything at all.
struct Audibility: Sendable {
    /// Since when nothing has come; nothing once it was said.
    private var silentSince: MediaTime?
    /// Whether anything has come.
    private(set) var hasAudio = false

    /// Nothing has come since `start`.
    init(since start: MediaTime) { silentSince = start }

    /// Whether with this frame nothing has come for so long; said once.
    mutating func isDead(
        after frame: borrowing AudioFrame, _ arrival: Surroundings.Arrival, at now: MediaTime, limit: MediaTime
    ) -> Bool {
        if arrival == .arrived, frame.energy > 0 {
            hasAudio = true
            silentSince = now
        }
        guard !hasAudio, let since = silentSince, now - since >= limit else { return false }
        silentSince = nil
        return true
    }
}
