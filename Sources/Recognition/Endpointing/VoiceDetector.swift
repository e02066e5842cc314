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

    /// So long after the gate has closed it is still looked behind it [frames].
    private static let linger = 15
    /// So much of a line is looked at whatever it sounds like [frames]: 500 ms. Until the network's cells know how a line sounds without a
    /// voice they hear a soft one late or never.
    private static let settling = 25
    /// So much of the past is heard when it opens [frames].
    private static let runUp = 4

    private let network: VoiceNetwork?
    private var gate = VoiceGate()
    private var memory = VoiceMemory()
    private var gain = VoiceGain()
    private var shape = VoiceShape()
    /// How many more frames are looked at; zero while nothing passes the gate.
    private var left = Self.settling
    private var chance: Float = 0
    /// The mean energy of the noise [sum of squares of a frame]; zero before any was heard.
    private var noise: Float = 0

    /// A detector for one line; without a network voices are told by their shape alone.
    public init(network: VoiceNetwork? = nil) {
        self.network = network
    }

    /// Hears the next frame, which follows `past`; while nobody listens only the line's noise is learnt.
    mutating func hear(_ frame: borrowing AudioFrame, after past: borrowing PastSound, _ surroundings: Surroundings, isListening: Bool)
        -> Judgement
    {
        let isForeign = surroundings.isKey || surroundings.isEcho
        gate.hear(frame, isForeign: isForeign, isKey: surroundings.isKey)
        if isForeign { forgetChance() }
        if surroundings.isEcho, isListening { overhear(frame) }
        let isLooking = isListening && !isForeign
        let judgement = Judgement(chance: isLooking ? look(frame, after: past) : gate.isOpen ? 1 : 0, isLoud: gate.isOpen)
        if !isForeign { learnNoise(from: judgement) }
        return judgement
    }

    /// A voice in a key or in our own echo is not the caller's.
    private mutating func forgetChance() {
        chance = 0
        left = 0
    }

    /// An echo tells nothing of the caller, but how the line has sounded lately.
    private mutating func overhear(_ frame: borrowing AudioFrame) {
        if network == nil { _ = shape.hear(frame, floor: gate.floorEnergy) }
    }

    private mutating func look(_ frame: borrowing AudioFrame, after past: borrowing PastSound) -> Float {
        let wasClosed = left == 0
        guard let network else { return shape.hear(frame, floor: gate.floorEnergy) }
        left = gate.isOpen ? Self.linger : max(0, left - 1)
        guard left > 0 else { return 0 }
        gain.hear(gate.energy, floor: gate.measuredFloor)
        if wasClosed {
            memory.skip()
            for age in stride(from: min(Self.runUp, past.count) - 1, through: 0, by: -1) { think(past.frame(age), network) }
        }
        think(frame, network)
        return chance
    }

    private mutating func think(_ frame: borrowing AudioFrame, _ network: borrowing VoiceNetwork) {
        var start = 0
        while start < AudioFrame.sampleCount {
            start += memory.collect(frame.samples.span, from: start, gain: gain.ratio)
            guard memory.isFull else { return }
            memory.mirror()
            chance = network.judge(&memory)
            memory.moveOn()
        }
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
