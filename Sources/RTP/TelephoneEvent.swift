import Audio

/// The four octets of a telephone event (RFC 4733, section 2.3).
///
/// ```
///  0                   1                   2                   3
///  |     event     |E|R| volume    |          duration             |
/// ```
public struct TelephoneEvent: Hashable, Sendable {
    /// The octets of one event.
    public static let size = 4

    /// What happens: 0 to 15 are the keys (RFC 4733, section 3.2).
    public var code: UInt8
    /// The event is over.
    public var isEnd: Bool
    /// How loud the tone is, 0 to 63 [-dBm0].
    public var volume: UInt8
    /// How long it lasts so far, since the timestamp [samples].
    public var duration: UInt16

    /// Describes an event.
    public init(code: UInt8, isEnd: Bool, volume: UInt8, duration: UInt16) {
        self.code = code
        self.isEnd = isEnd
        self.volume = volume & 0x3f
        self.duration = duration
    }

    /// Reads the event at `offset`; the caller has checked that four octets are there.
    init(parsing payload: Span<UInt8>, at offset: Int) {
        self.init(
            code: payload[offset], isEnd: payload[offset + 1] & 0x80 != 0, volume: payload[offset + 1],
            duration: payload.uint16(at: offset + 2))
    }

    /// Writes the event at `offset`; the caller has checked that there is room.
    func write(into buffer: inout MutableSpan<UInt8>, at offset: Int) {
        buffer[offset] = code
        buffer[offset + 1] = volume | (isEnd ? 0x80 : 0)
        buffer.put(duration, at: offset + 2)
    }
}

/// A key went down or came up.
public struct TelephoneEventReport: Hashable, Sendable {
    /// What happened to the key.
    public enum Change: Hashable, Sendable {
        /// It was pressed; reported once, by the first packet that tells of it.
        case down
        /// It was released, or nothing has been heard of it for 100 ms, or another key took its place.
        case up(duration: MediaTime)
    }

    /// Which key.
    public var digit: DTMFDigit
    /// What happened to it.
    public var change: Change
    /// When we learnt of it.
    public var time: MediaTime
    /// How loud the sender says that each tone is [dBm0].
    public var level: Decibels

    /// Describes what happened.
    public init(_ digit: DTMFDigit, _ change: Change, at time: MediaTime, level: Decibels = -10) {
        self.digit = digit
        self.change = change
        self.time = time
        self.level = level
    }
}

/// The reports that wait to be fetched, oldest first.
struct TelephoneEventQueue: Sendable {
    static let capacity = 16

    private var reports = InlineArray<16, TelephoneEventReport>(repeating: TelephoneEventReport(.zero, .down, at: .zero))
    private var first = 0
    private(set) var count = 0

    /// Appends a report; when nobody has fetched any for 16 changes it is lost.
    mutating func append(_ report: TelephoneEventReport) {
        guard count < TelephoneEventQueue.capacity else { return }
        reports[(first + count) % TelephoneEventQueue.capacity] = report
        count += 1
    }

    /// Removes the oldest report.
    mutating func popFirst() -> TelephoneEventReport? {
        guard count > 0 else { return nil }
        let report = reports[first]
        first = (first + 1) % TelephoneEventQueue.capacity
        count -= 1
        return report
    }
}
