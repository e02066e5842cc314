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

    /// A library of these clips; noise, beep and ringing tone are made here.
    public init(clips: [ClipID: PromptAudio]) {
        self.clips = clips
        var noise = ComfortNoise(seed: 1)
        comfortNoise = PromptAudio(samples: (0..<32_000).map { _ in noise.nextSample() })
        var beep = ToneGenerator(frequency: 1000, level: -13)
        self.beep = PromptAudio(samples: beep.samples(for: .milliseconds(300)))
        ringing = PromptLibrary.ringingTone(over: noise)
    }

    /// The sound of a clip, or nil when the library has none: the prompt goes on without it and an event says so.
    public subscript(clip: ClipID) -> PromptAudio? { clips[clip] }

    /// 450 Hz, one second on and four off, as in China; Europe's 425 Hz sounds the same (ITU-T E.180, supplement 2).
    private static func ringingTone(over noise: ComfortNoise) -> PromptAudio {
        var noise = noise
        var tone = ToneGenerator(frequency: 450, level: -16, cadence: ToneGenerator.Cadence(on: .seconds(1), off: .seconds(4)))
        return PromptAudio(samples: tone.samples(for: .seconds(5)).map { Int16(clamping: Int($0) + Int(noise.nextSample())) })
    }
}
