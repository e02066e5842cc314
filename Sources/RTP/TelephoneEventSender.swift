import Audio

/// Sends keys as telephone events, one packet each 20 ms in the place of audio (RFC 4733, section 2.5.1).
///
/// ```
/// frame     0   1   2   3   4     5   6     7     8
/// packet    M   .   .   .   E     E   E   audio   M      a key of 100 ms and the next one
/// duration 160 320 480 640 800   800 800         160
/// ```
struct TelephoneEventSender: Sendable {
    /// How many keys can wait.
    static let capacity = 32
    /// Between two keys [frames]: 50 ms at least, in whole frames, two of which repeat the end.
    static let pause = 3
    private static let frame = AudioFrame.sampleCount
    private static let longestSegment = 0xffff

    /// A packet that takes the place of audio.
    struct Packet: Hashable {
        var event: TelephoneEvent
        var timestamp: RTPTimestamp
        var marker: Bool
    }

    private struct Tone: Hashable, Sendable {
        var code: UInt8 = 0
        /// In whole frames.
        var frames: UInt16 = 0
    }

    private var waiting = InlineArray<32, Tone>(repeating: Tone())
    private var first = 0
    private var count = 0

    private var tone: Tone?
    private var start = RTPTimestamp(0)
    /// Since the beginning of the present segment [samples].
    private var elapsed = 0
    private var framesLeft = 0
    private var framesSinceEnd = TelephoneEventSender.pause

    /// Whether a key is being sent or waits.
    var isActive: Bool { tone != nil || count > 0 }

    /// Appends a key; returns `false` when 32 already wait. The duration is at least 40 ms [ITU-T Q.24] and at most 20 minutes.
    mutating func append(_ digit: DTMFDigit, duration: MediaTime) -> Bool {
        guard count < TelephoneEventSender.capacity else { return false }
        let bounded = max(MediaTime.milliseconds(40), min(duration, MediaTime.milliseconds(1_200_000)))
        let frames = (Int(bounded.samples) + TelephoneEventSender.frame - 1) / TelephoneEventSender.frame
        waiting[(first + count) % TelephoneEventSender.capacity] = Tone(code: digit.eventCode, frames: UInt16(clamping: frames))
        count += 1
        return true
    }

    /// Forgets the keys that wait, and cuts the present one off.
    mutating func cancel() {
        count = 0
        framesLeft = min(framesLeft, 1)
    }

    /// The packet of the frame that begins at `now`, or `nil` when audio is to be sent.
    mutating func next(at now: RTPTimestamp) -> Packet? {
        if let tone, framesLeft > 0 { return update(tone) }
        if let tone, framesSinceEnd < 2 { return repeatEnd(tone) }
        tone = nil
        framesSinceEnd += 1
        guard count > 0, framesSinceEnd > TelephoneEventSender.pause else { return nil }
        return begin(at: now)
    }

    private mutating func begin(at now: RTPTimestamp) -> Packet {
        let tone = waiting[first]
        first = (first + 1) % TelephoneEventSender.capacity
        count -= 1
        self.tone = tone
        start = now
        elapsed = 0
        framesLeft = Int(tone.frames)
        var packet = update(tone)
        packet.marker = true
        return packet
    }

    private mutating func update(_ tone: Tone) -> Packet {
        if elapsed > TelephoneEventSender.longestSegment {
            start = start.advanced(by: TelephoneEventSender.longestSegment)
            elapsed -= TelephoneEventSender.longestSegment
        }
        elapsed += TelephoneEventSender.frame
        framesLeft -= 1
        framesSinceEnd = 0
        let isEnd = framesLeft == 0 && elapsed <= TelephoneEventSender.longestSegment
        if framesLeft == 0, !isEnd { framesLeft = 1 }
        return packet(tone, isEnd: isEnd)
    }

    private mutating func repeatEnd(_ tone: Tone) -> Packet {
        framesSinceEnd += 1
        return packet(tone, isEnd: true)
    }

    private func packet(_ tone: Tone, isEnd: Bool) -> Packet {
        let duration = UInt16(min(elapsed, TelephoneEventSender.longestSegment))
        // -10 dBm0, the level that telephones send keys with.
        return Packet(
            event: TelephoneEvent(code: tone.code, isEnd: isEnd, volume: 10, duration: duration), timestamp: start, marker: false)
    }
}
