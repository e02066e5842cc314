public import Audio

/// The terminator that a caller presses out of habit after an entry that was already full.
///
/// It belongs to that entry and not to the next question, if it is the next key and comes within the inter-digit time.
public struct LateTerminator: Hashable, Sendable {
    /// The terminator.
    public var key: DTMFDigit
    /// Until when it is expected.
    public var until: MediaTime
}
