public import Audio

/// Tells speech from everything else on a telephone line, frame by frame.
///
/// ```
/// frame -> gate: louder than the noise? -> shape: like a voice? -> chance
/// ```
/// The gate costs next to nothing and is always on; what is behind it runs only on what passes, and for 300 ms after.
public struct VoiceDetector: Sendable {
    /// What is thought of a frame.
    public struct Judgement: Hashable, Sendable {
        /// How likely it is part of speech, from 0 to 1.
        public var chance: Float
        /// Whether it rises over the noise of the line.
        public var isLoud: Bool
    }

    private var gate = VoiceGate()
    /// The mean energy of the noise [sum of squares of a frame]; zero before any was heard.
    private var noise: Float = 0

    /// A detector for one line.
    public init() {}

    /// Hears the next frame.
    public mutating func hear(_ frame: borrowing AudioFrame, isKey: Bool = false) -> Judgement {
        gate.hear(frame, isKey: isKey)
        let judgement = Judgement(chance: gate.isOpen ? 1 : 0, isLoud: gate.isOpen)
        if !isKey { learnNoise(from: judgement) }
        return judgement
    }

    /// The energy of the latest frame above 180 Hz [sum of squares].
    var energy: Float { gate.energy }

    /// The level of the line without speech [dBm0]; nothing before it was heard.
    public var noiseLevel: Decibels? {
        noise > 0 ? Decibels(meanSquare: Double(noise) / Double(AudioFrame.sampleCount)) : nil
    }

    private mutating func learnNoise(from judgement: Judgement) {
        guard judgement.chance < 0.3, gate.energy < gate.floorEnergy * 4 else { return }
        // Exact zeros are a line without noise, and no number is to be divided by zero.
        let energy = max(gate.energy, Float(AudioFrame.sampleCount))
        noise = noise > 0 ? noise + (energy - noise) / 16 : energy
    }

    /// By how much a voice of this mean energy is louder than the noise [dB]; nothing before any noise was heard.
    func signalToNoise(ofVoice energy: Float) -> Decibels? {
        guard noise > 0, energy > 0 else { return nil }
        // What is measured while the caller speaks is voice and noise together.
        let voice = max(energy - noise, noise / 100)
        return min(60, Decibels(meanSquare: Double(voice)) - Decibels(meanSquare: Double(noise)))
    }
}
