public import Audio

/// All that a detector makes of a piece of sound: the keys, and what resembled one.
public struct KeyHearing: Sendable {
    /// The keys, in order.
    public private(set) var keys: [HeardKey] = []
    /// What was refused and why, in order of its end; empty if no explanation was asked for.
    public private(set) var refusals: [KeyRefusal] = []

    /// Hears a whole piece of sound as a call would, `frame` samples at a time; `played` is what we sent the caller meanwhile.
    public init(
        of samples: [Int16], played: [Int16] = [], rate: SampleRate = .narrowband, frame: Int = AudioFrame.sampleCount,
        profile: DTMFProfile = .general, explaining: Bool = false
    ) {
        var detector = DTMFDetector(profile: profile, rate: rate, explaining: explaining)
        var events: [DTMFDetector.Event] = []
        let (sound, outgoing) = (samples.span, played.span)
        let last = MediaTime(samples: Int64(samples.count / (rate.hertz / SampleRate.narrowband.hertz)))
        for start in stride(from: 0, to: sound.count, by: max(1, frame)) {
            let stop = min(start + max(1, frame), sound.count)
            let piece = sound.extracting(start..<stop)
            if start < outgoing.count {
                detector.process(piece, played: outgoing.extracting(start..<min(stop, outgoing.count)), into: &events)
            } else {
                detector.process(piece, into: &events)
            }
            let now = MediaTime(samples: Int64(stop / (rate.hertz / SampleRate.narrowband.hertz)))
            for event in events { note(event, at: now, last: last) }
            events.removeAll(keepingCapacity: true)
        }
    }

    private mutating func note(_ event: DTMFDetector.Event, at now: MediaTime, last: MediaTime) {
        switch event {
        case .down(let digit, let onset): keys.append(HeardKey(digit: digit, onset: onset, end: last, decision: now))
        case .up(_, _, let end):
            guard let index = keys.indices.last else { return }
            keys[index].end = end
        case .measured(let evidence):
            guard let index = keys.indices.last else { return }
            keys[index].evidence = evidence
        case .refused(let refusal): refusals.append(refusal)
        }
    }
}
