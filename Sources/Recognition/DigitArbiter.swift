public import Audio

/// Makes one digit of one key, however many ways it is reported: by telephone events, by tones in the sound, by SIP INFO.
public struct DigitArbiter: Sendable {
    /// Where a report comes from.
    public enum Source: Sendable, Hashable, CaseIterable {
        /// A telephone event (RFC 4733).
        case event
        /// Tones in the sound (``DTMFDetector``).
        case tone
        /// A SIP INFO request (`application/dtmf-relay` or `application/dtmf`).
        case info
    }

    /// When ``advance(to:)`` is due.
    public private(set) var nextDeadline: MediaTime?

    /// Starts with no key known.
    public init() {}

    /// A key went down; returns it when it is a new one.
    public mutating func handle(_ source: Source, _ digit: DTMFDigit, at now: MediaTime) -> DTMFDigit? { digit }

    /// A key came up.
    public mutating func release(_ source: Source, _ digit: DTMFDigit, at now: MediaTime) {}

    /// Time has passed; returns a key that nobody else has claimed.
    public mutating func advance(to now: MediaTime) -> DTMFDigit? { nil }
}
