import Audio

/// Decides whether somebody who is dialled is heard before he answers, instead of our own music or ringing tone.
///
/// A description in 18x says where sound may come from, not that there is any (RFC 3960, section 3.2), and many gateways send packets of
/// silence while a telephone rings. So it is the sound that decides: he is heard from the first frame on that is louder than a line's
/// noise, and no more when he has been quiet for longer than a ringing tone pauses.
struct EarlySound: Sendable {
    /// Tones and announcements of exchanges are louder, and the noise of lines is softer than this [dBm0].
    private static let softest = Decibels(-45).meanSquare * Double(AudioFrame.sampleCount)
    /// A ringing tone pauses for three to five seconds (ITU-T E.180).
    private static let pause = MediaTime.seconds(6)

    private var lastSound: MediaTime?
    /// Whether he is heard in this tick.
    private(set) var isHeard = false

    /// Takes his frame of this tick; whether he is heard from it on and was not, or the other way round.
    mutating func take(_ frame: borrowing AudioFrame, at now: MediaTime) -> Bool {
        let wasHeard = isHeard
        if Double(frame.energy) > Self.softest { lastSound = now }
        isHeard = lastSound.map { now - $0 < Self.pause } ?? false
        return isHeard != wasHeard
    }
}
