public import Audio

/// Makes one digit of one key, however many ways it is reported: by telephone events, by tones in the sound, by SIP INFO.
///
/// Telephones and gateways send a key twice or in pieces: tones under the events, the first 40 ms of a tone before the gateway
/// cuts it, the tail of one after the event, an INFO when the key comes up. The rules:
///
/// | reported by | when the same key | is |
/// |---|---|---|
/// | event, INFO | was reported by another way, is held or ended at most 100 ms ago, and not yet by this one | that key |
/// | tone | was reported by event or INFO and is held or ended at most 150 ms ago | residue of that key |
/// | tone | otherwise, from a sender that has used neither event nor INFO | a digit, at once |
/// | tone | otherwise, from a sender that has | a digit if nobody claims it in 100 ms: the caller may have been put through |
///
/// The 150 ms are the 100 ms and what it takes to be sure of a tone. Start anew when the sender changes.
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

    /// By how much one way may be later than another.
    public static let lateness = MediaTime.milliseconds(100)
    /// What it takes the detector to be sure of a tone, at most, with the frame it waits for.
    static let toneDelay = MediaTime.milliseconds(50)
    /// So long a tone is held back whose INFO may come when the key comes up.
    static let longestWait = MediaTime.seconds(3)

    /// The last keys, the oldest first.
    private var presses = InlineArray<8, KeyPress>(repeating: KeyPress())
    private var count = 0
    /// What the sender has used beside tones since a tone last went unclaimed.
    private var outOfBand: Source?

    /// Starts with no key known.
    public init() {}

    /// When ``advance(to:)`` is due.
    public var nextDeadline: MediaTime? {
        var earliest: MediaTime?
        for index in 0..<count {
            guard let deadline = deadline(of: presses[index]) else { continue }
            earliest = min(earliest ?? deadline, deadline)
        }
        return earliest
    }

    /// A key went down; returns it when it is a new one.
    public mutating func handle(_ source: Source, _ digit: DTMFDigit, at now: MediaTime) -> DTMFDigit? {
        for index in 0..<count { presses[index].letGo(by: source, at: now) }
        return source == .tone ? hear(digit, at: now) : receive(source, digit, at: now)
    }

    /// A key came up. INFO has no such report, its keys are as short as can be.
    public mutating func release(_ source: Source, _ digit: DTMFDigit, at now: MediaTime) {
        for index in 0..<count where presses[index].digit == digit { presses[index].letGo(by: source, at: now) }
    }

    /// Time has passed; returns a tone's key that nobody has claimed. Call again until it returns nothing.
    public mutating func advance(to now: MediaTime) -> DTMFDigit? {
        for index in 0..<count {
            guard let deadline = deadline(of: presses[index]), deadline <= now else { continue }
            presses[index].isDelivered = true
            outOfBand = nil
            return presses[index].digit
        }
        return nil
    }

    private mutating func receive(_ source: Source, _ digit: DTMFDigit, at now: MediaTime) -> DTMFDigit? {
        outOfBand = source
        for index in 0..<count {
            let press = presses[index]
            guard press.digit == digit, !press.isReported(by: source), press.isNear(now, Self.lateness) else { continue }
            presses[index].report(by: source, at: now)
            presses[index].isDelivered = true
            dropUnclaimed()
            return press.isDelivered ? nil : digit
        }
        // A tone that is waiting and not this key was what was left of another key, misheard.
        dropUnclaimed()
        remember(KeyPress(digit, source, at: now))
        return digit
    }

    private mutating func hear(_ digit: DTMFDigit, at now: MediaTime) -> DTMFDigit? {
        for index in 0..<count {
            let press = presses[index]
            guard press.digit == digit, press.isOutOfBand, press.isNear(now, Self.lateness + Self.toneDelay) else { continue }
            presses[index].report(by: .tone, at: now)
            return nil
        }
        var press = KeyPress(digit, .tone, at: now)
        press.isDelivered = outOfBand == nil
        remember(press)
        return press.isDelivered ? digit : nil
    }

    /// A waiting tone's last moment: an event comes with the key, an INFO perhaps only after it.
    private func deadline(of press: KeyPress) -> MediaTime? {
        guard !press.isDelivered else { return nil }
        guard outOfBand == .info else { return press.start + Self.lateness }
        return min((press.end ?? .init(samples: .max)) + Self.lateness, press.start + Self.longestWait)
    }

    private mutating func remember(_ press: KeyPress) {
        if count == presses.count {
            for index in 1..<count { presses[index - 1] = presses[index] }
            count -= 1
        }
        presses[count] = press
        count += 1
    }

    private mutating func dropUnclaimed() {
        var kept = 0
        for index in 0..<count where presses[index].isDelivered {
            presses[kept] = presses[index]
            kept += 1
        }
        count = kept
    }
}
