public import Audio

/// Hears the keys of the telephone keypad in the caller's sound (ITU-T Q.23 and Q.24, ETSI ES 201 235-3).
public struct DTMFDetector: Sendable {
    /// What the caller's finger did.
    public enum Event: Hashable, Sendable {
        /// A key went down at `onset`; said as soon as it is sure, 27 to 37 ms after the onset.
        case down(DTMFDigit, onset: MediaTime)
        /// The key came up again at `end`.
        case up(DTMFDigit, onset: MediaTime, end: MediaTime)
    }

    /// How much has been heard, on the caller's clock.
    public private(set) var position: MediaTime

    /// The key that sounds now, from the moment it is sure until it has ended.
    public private(set) var sounding: DTMFDigit?

    /// Starts to listen; `start` is the time of the first sample.
    public init(startingAt start: MediaTime = .zero) {
        position = start
    }

    /// Hears the next 20 ms and adds what happened to `events`.
    public mutating func process(_ frame: borrowing AudioFrame, into events: inout [Event]) {
        process(frame.samples.span, into: &events)
    }

    /// Hears the next samples, however many, and adds what happened to `events`.
    public mutating func process(_ samples: Span<Int16>, into events: inout [Event]) {
        position += MediaTime(samples: Int64(samples.count))
    }
}
