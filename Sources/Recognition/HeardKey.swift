public import Audio

/// One key that was heard in a piece of sound, from its onset to its end.
public struct HeardKey: Hashable, Sendable {
    /// The key.
    public let digit: DTMFDigit
    /// When its tone began.
    public let onset: MediaTime
    /// When its tone ended; the end of the sound if it lasted longer.
    public var end: MediaTime
    /// When it was sure: the end of the piece of sound that decided.
    public let decision: MediaTime

    /// What it was like; nothing if it had not ended.
    public var evidence: KeyEvidence?

    /// Hears a whole piece of sound at 8 kHz as a call would, `frame` samples at a time.
    public static func all(
        in samples: [Int16], frame: Int = AudioFrame.sampleCount, profile: DTMFProfile = .general
    ) -> [HeardKey] {
        KeyHearing(of: samples, frame: frame, profile: profile).keys
    }

    /// The key as one line of text: `digit onset_ms duration_ms decision_ms`.
    public var line: String {
        "\(digit) \(tenths(onset)) \(tenths(end - onset)) \(tenths(decision))"
    }

    /// Milliseconds to one place.
    private func tenths(_ time: MediaTime) -> String {
        let tenths = time.samples * 10 / 8
        return "\(tenths / 10).\(tenths % 10)"
    }
}
