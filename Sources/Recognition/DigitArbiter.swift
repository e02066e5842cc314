public import Audio

/// Makes one digit of one key, however many ways it is reported: by telephone events, by tones in the sound, by SIP INFO.
///
/// Telephones and gateways send a key twice or in pieces: tones under the events, the first 40 ms of a tone before the gateway
/// cuts it, the tail of one after the event, an INFO when the key comes up. The rules:
///
/// | reported by | when the same key | is |
/// |---|---|---|
/// | event, INFO | was reported by another way, is held or ended at most 100 ms ago, and not yet by this one | that key |
/// | tone | was reported by event or INFO, and is held or ended at most 100 ms before the tone began | residue of that key |
/// | tone | the same, but a tone of that key has been heard to its end | a digit if the key was too short for two, nobody claims it in 100 ms |
/// | tone | otherwise, from a sender that has used neither event nor INFO | a digit, at once |
/// | tone | otherwise, from a sender that has | a digit if nobody claims it in 100 ms: the caller may have been put through |
///
/// A whole tone that waits when the event of another key comes was a key whose own events were lost. Start anew when the sender changes.
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
    private var digits = DigitQueue()

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

    /// The next digit; fetch them all after ``handle(_:_:at:began:)`` and ``advance(to:)``.
    public mutating func next() -> DTMFDigit? {
        digits.popFirst()
    }

    /// A key went down.
    ///
    /// `began` is when a tone began, by the clock of the packets that arrive: a jitter buffer's delay is not in it. Without it the
    /// tone is as old as it takes to be sure of one.
    public mutating func handle(_ source: Source, _ digit: DTMFDigit, at now: MediaTime, began: MediaTime? = nil) {
        for index in 0..<count { presses[index].letGo(by: source, at: now) }
        if source == .tone {
            hear(digit, from: began ?? now - Self.toneDelay, at: now)
        } else {
            receive(source, digit, at: now)
        }
    }

    /// A key came up; `length` is how long it was, where that is known. INFO has no such report, its keys are as short as can be.
    public mutating func release(_ source: Source, _ digit: DTMFDigit, at now: MediaTime, length: MediaTime = .zero) {
        for index in 0..<count where presses[index].digit == digit { presses[index].letGo(by: source, at: now, length: length) }
    }

    /// Time has passed: tones' keys that nobody has claimed become digits.
    public mutating func advance(to now: MediaTime) {
        var index = 0
        while index < count {
            guard let deadline = deadline(of: presses[index]), deadline <= now else {
                index += 1
                continue
            }
            if isResidue(presses[index]) {
                remove(index)
                continue
            }
            presses[index].isDelivered = true
            outOfBand = nil
            digits.append(presses[index].digit)
        }
    }

    private mutating func receive(_ source: Source, _ digit: DTMFDigit, at now: MediaTime) {
        outOfBand = source
        for index in 0..<count {
            let press = presses[index]
            guard press.digit == digit, !press.isReported(by: source), press.isNear(now, Self.lateness) else { continue }
            let isNew = !press.isDelivered
            presses[index].report(by: source, at: now)
            presses[index].isDelivered = true
            settle(before: index, at: now)
            if isNew { digits.append(digit) }
            return
        }
        settle(before: count, at: now)
        remember(KeyPress(digit, source, at: now))
        digits.append(digit)
    }

    private mutating func hear(_ digit: DTMFDigit, from start: MediaTime, at now: MediaTime) {
        var owner: KeyPress?
        for index in 0..<count {
            let press = presses[index]
            guard press.digit == digit, press.isOutOfBand, press.isNear(start, Self.lateness) else { continue }
            guard press.hasWholeTone else {
                presses[index].report(by: .tone, at: now)
                return
            }
            owner = press
        }
        var press = KeyPress(digit, .tone, at: now)
        press.owner = owner?.number
        press.isDelivered = outOfBand == nil && owner == nil
        remember(press)
        if press.isDelivered { digits.append(digit) }
    }

    /// A waiting tone's last moment: an event comes with the key, an INFO perhaps only after it.
    private func deadline(of press: KeyPress) -> MediaTime? {
        guard !press.isDelivered else { return nil }
        guard outOfBand == .info else { return press.start + Self.lateness }
        return min((press.end ?? .init(samples: .max)) + Self.lateness, press.start + Self.longestWait)
    }

    /// Whether a tone that waits was the second half of a key whose first has been heard.
    private func isResidue(_ press: KeyPress) -> Bool {
        guard let owner = press.owner else { return false }
        for index in 0..<count where presses[index].number == owner { return presses[index].hasRoomForTone }
        return false
    }

    /// An event or INFO has come: the tones that wait before it were whole keys whose own reports were lost, or misheard residue.
    private mutating func settle(before end: Int, at now: MediaTime) {
        var kept = 0
        for index in 0..<count {
            var press = presses[index]
            if !press.isDelivered {
                guard index < end, press.isWholeTone(before: now), !isResidue(press) else { continue }
                press.isDelivered = true
                digits.append(press.digit)
            }
            presses[kept] = press
            kept += 1
        }
        count = kept
    }

    private mutating func remember(_ press: KeyPress) {
        if count == presses.count { remove(0) }
        presses[count] = press
        presses[count].number = number
        number &+= 1
        count += 1
    }

    private mutating func remove(_ place: Int) {
        count -= 1
        for index in place..<count { presses[index] = presses[index + 1] }
    }

    /// Of the next press.
    private var number: UInt32 = 1
}

/// The digits that wait to be fetched, oldest first.
struct DigitQueue: Sendable {
    private var digits = InlineArray<16, DTMFDigit>(repeating: .zero)
    private var count = 0

    /// Appends a digit; when nobody has fetched any for 16 digits it is lost.
    mutating func append(_ digit: DTMFDigit) {
        guard count < digits.count else { return }
        digits[count] = digit
        count += 1
    }

    /// Removes the oldest digit.
    mutating func popFirst() -> DTMFDigit? {
        guard count > 0 else { return nil }
        let first = digits[0]
        for index in 1..<count { digits[index - 1] = digits[index] }
        count -= 1
        return first
    }
}
