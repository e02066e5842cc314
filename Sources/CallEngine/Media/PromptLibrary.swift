import Audio
public import IVR

/// Every clip that a flow can play, by name: immutable, made by the catalogue and shared by the calls that began with it.
public struct PromptLibrary: Sendable {
    /// The clips.
    public let clips: [ClipID: PromptAudio]
    /// What a silent line sounds like: some seconds of faint noise, repeated. Exact zeros are never sent.
    public let comfortNoise: PromptAudio
    /// The beep before a recording.
    public let beep: PromptAudio

    /// What a caller hears while somebody's telephone rings.
    public let ringing: PromptAudio
    /// What a caller hears whom somebody has put on hold, where there is no music for him.
    public let holdTone: PromptAudio

    /// A library of these clips; noise, beep and tones are made here.
    public init(clips: [ClipID: PromptAudio]) {
        self.clips = clips
        var noise = ComfortNoise(seed: 1)
        comfortNoise = PromptAudio(samples: (0..<32_000).map { _ in noise.nextSample() })
        var beep = ToneGenerator(frequency: 1000, level: -13)
        self.beep = PromptAudio(samples: beep.samples(for: .milliseconds(300)))
        // 450 Hz, one second on and four off, as in China; Europe's 425 Hz sounds the same (ITU-T E.180, supplement 2).
        ringing = PromptLibrary.tone(450, level: -16, on: .seconds(1), off: .seconds(4), over: noise)
        // Short, soft and seldom: nothing in E.180 that rings, is busy or waits sounds like it.
        holdTone = PromptLibrary.tone(440, level: -26, on: .milliseconds(200), off: .milliseconds(9800), over: noise)
    }

    /// The sound of a clip, or nil when the library has none: the prompt goes on without it and an event says so.
    public subscript(clip: ClipID) -> PromptAudio? { clips[clip] }

    /// One period of a tone [Hz] over the noise of the line.
    private static func tone(
        _ frequency: Double, level: Decibels, on: MediaTime, off: MediaTime, over noise: ComfortNoise
    ) -> PromptAudio {
        var noise = noise
        var tone = ToneGenerator(frequency: frequency, level: level, cadence: ToneGenerator.Cadence(on: on, off: off))
        return PromptAudio(samples: tone.samples(for: on + off).map { Int16(clamping: Int($0) + Int(noise.nextSample())) })
    }
}
