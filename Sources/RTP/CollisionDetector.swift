import Audio

/// Tells apart a peer that has chosen our SSRC and our own packets that come back (RFC 3550, section 8.2).
struct CollisionDetector: Hashable, Sendable {
    /// What a packet with our own SSRC is.
    enum Verdict: Hashable {
        /// It does not carry our SSRC.
        case none
        /// The first one from there: we must choose another SSRC.
        case collision
        /// Another one from there although we have changed ours: an echo.
        case loop
    }

    /// After so long without a conflict an address is forgotten: ten intervals of RTCP (RFC 3550, section 8.2).
    static let memory = MediaTime.milliseconds(50_000)

    private var conflicting: TransportAddress?
    private var lastConflict = MediaTime.zero

    /// Judges a packet.
    mutating func judge(_ source: SSRC, ours: SSRC, from address: TransportAddress, at now: MediaTime) -> Verdict {
        guard source == ours else { return .none }
        let isKnown = address == conflicting && now - lastConflict <= CollisionDetector.memory
        conflicting = address
        lastConflict = now
        return isKnown ? .loop : .collision
    }
}
