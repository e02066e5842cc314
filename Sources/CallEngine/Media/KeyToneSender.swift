import Audio

/// Sends keys as tones to a party that takes no telephone events (RFC 4733, section 2.5.2.2; levels and times of ES 201 235-2).
///
/// A tone sounds while the key is held, and long enough for every receiver; keys that come meanwhile wait.
struct KeyToneSender: Sendable {
    /// How many keys can wait.
    static let capacity = 32
    /// A tone is no shorter [frames]: 100 ms, 65 ms are asked for.
    static let shortest = 5
    /// Nor is the pause after it [frames]: 80 ms, 65 ms are asked for.
    static let pause = 4
    /// The level of a key of which none is known [dBm0].
    static let usualLevel: Decibels = -10
    /// Every receiver hears a key between these [dBm0].
    private static let levels: ClosedRange<Decibels> = -18 ... -5

    private struct Key: Sendable {
        var digit = DTMFDigit.zero
        var level = KeyToneSender.usualLevel
    }

    private var waiting = InlineArray<32, Key>(repeating: Key())
    private var count = 0
    private var tone: ToneGenerator?
    /// Since the tone began, or since it ended [frames].
    private var frames = 0
    private var isSounding = false

    /// Whether a tone sounds, ends or waits.
    var isActive: Bool { tone != nil || count > 0 }

    /// Appends a key at a level [dBm0]; false when 32 already wait.
    mutating func append(_ digit: DTMFDigit, level: Decibels) -> Bool {
        guard count < Self.capacity else { return false }
        let bounded = min(max(level, Self.levels.lowerBound), Self.levels.upperBound)
        waiting[count] = Key(digit: digit, level: bounded)
        count += 1
        return true
    }

    /// Puts the tone of the next 20 ms in the place of what is said; `isHeld` is whether the key is still down.
    mutating func play(over frame: inout AudioFrame, isHeld: Bool) {
        if tone == nil { begin() }
        frames += 1
        if isSounding {
            if frames > Self.shortest, !isHeld || count > 0 { end() } else { return sound(&frame) }
        }
        // The tone fades away within the first millisecond.
        if frames == 1, let rest = tone?.next() { frame.mix(rest) }
        if frames >= Self.pause { tone = nil }
    }

    private mutating func begin() {
        guard count > 0 else { return }
        let key = waiting[0]
        for index in 1..<count { waiting[index - 1] = waiting[index] }
        count -= 1
        // The column tone is 2 dB louder, as lines weaken it more.
        tone = ToneGenerator(key.digit, level: key.level - 1, twist: 2)
        isSounding = true
        frames = 0
    }

    private mutating func end() {
        tone?.release()
        isSounding = false
        frames = 1
    }

    private mutating func sound(_ frame: inout AudioFrame) {
        if let next = tone?.next() { frame = next }
    }
}
