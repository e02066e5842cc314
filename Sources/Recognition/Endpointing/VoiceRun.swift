import Audio

/// The voice that is being heard: from its first frame to the silence that ends it.
struct VoiceRun: Sendable {
    /// When it began to be louder than the line.
    let began: MediaTime
    /// The beginning of its first frame with voice in it.
    let first: MediaTime
    /// The end of the last frame with voice in it.
    private(set) var lastVoice: MediaTime
    /// How much voice there was.
    private(set) var voiced = MediaTime.zero
    /// How likely the likeliest of its frames was speech, from 0 to 1.
    private(set) var surest: Float = 0
    /// The energies of those frames [sum of squares].
    private var energy: Float = 0
    private var frames: Float = 0

    /// Begins with a first frame that ends at `now`.
    init(began: MediaTime, at now: MediaTime) {
        self.began = began
        first = now - .frame
        lastVoice = now
    }

    /// Adds a frame of voice; returns the silence that it ended.
    mutating func add(_ energy: Float, chance: Float, at now: MediaTime) -> MediaTime {
        let gap = max(.zero, now - lastVoice - .frame)
        lastVoice = now
        voiced += .frame
        surest = max(surest, chance)
        self.energy += energy
        frames += 1
        return gap
    }

    /// The mean energy of the frames with voice.
    var meanEnergy: Float { frames > 0 ? energy / frames : 0 }
}
