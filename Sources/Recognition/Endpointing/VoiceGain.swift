import Audio

/// Brings a soft line up to the level at which the network hears best.
///
/// It follows the loudest frames at once and forgets them slowly. It never makes anything softer, and noise that can be heard not louder.
struct VoiceGain: Sendable {
    /// The level that loud frames are brought to [sum of squares of a frame].
    private static let target = Float(Decibels(-14).meanSquare) * Float(AudioFrame.sampleCount)
    /// What is forgotten of the loudest frame with each [power ratio]: 3 dB a second.
    private static let decay = Float(Decibels(-3.0 / 50).powerRatio)
    private static let most: Float = 4

    /// The noise that may be made out of a soft line's [sum of squares of a frame].
    private static let noise = Float(Decibels(-48).meanSquare) * Float(AudioFrame.sampleCount)

    private var loudest = Self.target / (Self.most * Self.most)

    private var floor: Float = 0

    /// Hears the energy of the next frame, and the least of the line's [sum of squares].
    mutating func hear(_ energy: Float, floor: Float) {
        loudest = max(energy, loudest * Self.decay)
        self.floor = floor
    }

    /// By how much samples are to be made louder.
    var ratio: Float {
        let wanted = min((Self.target / max(loudest, 1)).squareRoot(), (Self.noise / max(floor, 1)).squareRoot())
        return min(max(wanted, 1), Self.most)
    }
}
