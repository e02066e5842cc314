import Audio

/// Plays clips one after the other, without a gap even inside a frame, by copying their octets.
struct PromptPlayer: Sendable {
    private var clips: [PromptAudio] = []
    private var current: [UInt8] = []
    private var clip = 0
    private var offset = 0
    private var loops = false
    private var law = G711.Law.mu
    private var loudness = SoftPrompt()

    /// Whether something is left to play.
    private(set) var isPlaying = false
    /// Whether it waits where it is, giving nothing.
    var isPaused = false

    /// Begins with the first clip; with `loops` it goes on with the first after the last, until it is stopped.
    mutating func start(_ clips: [PromptAudio], law: G711.Law, loops: Bool = false) {
        self.clips = clips.filter { $0.sampleCount > 0 }
        self.law = law
        self.loops = loops
        clip = 0
        offset = 0
        isPlaying = !self.clips.isEmpty
        isPaused = false
        loudness = SoftPrompt()
        current = self.clips.first?.octets(law) ?? []
    }

    /// Ends at once and lets go of the clips.
    mutating func stop() {
        start([], law: law)
    }

    /// Goes on softer, from the next frame on: the caller seems to speak.
    mutating func duck() {
        loudness.duck()
    }

    /// Becomes as loud as before: they do not.
    mutating func raise() {
        loudness.raise()
    }

    /// Goes on in another law, at the same place.
    mutating func change(law: G711.Law) {
        guard law != self.law else { return }
        self.law = law
        if isPlaying { current = clips[clip].octets(law) }
    }

    /// Writes the next octets into the frame from `start` on and returns how many; too few for the frame when the prompt ended inside it.
    mutating func fill(_ frame: inout EncodedFrame, from start: Int = 0) -> Int {
        guard isPlaying, !isPaused else { return 0 }
        var filled = start
        var soft = loudness
        while isPlaying, !isPaused, filled < AudioFrame.sampleCount {
            let count = copy(into: &frame, at: filled)
            filled += count
            offset += count
            if offset == current.count { advance() }
        }
        soft.soften(&frame, law, from: start, count: filled - start)
        if isPlaying { loudness = soft }
        return filled - start
    }

    private func copy(into frame: inout EncodedFrame, at start: Int) -> Int {
        let source = current.span
        var target = frame.octets.mutableSpan
        return target.copy(source.extracting(offset..<source.count), at: start)
    }

    private mutating func advance() {
        offset = 0
        clip += 1
        if clip == clips.count {
            guard loops else { return stop() }
            clip = 0
        }
        current = clips[clip].octets(law)
    }
}
