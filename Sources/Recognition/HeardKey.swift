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

    /// Hears a whole piece of sound at 8 kHz as a call would, `frame` samples at a time.
    public static func all(in samples: [Int16], frame: Int = AudioFrame.sampleCount) -> [HeardKey] {
        var detector = DTMFDetector()
        var events: [DTMFDetector.Event] = []
        var keys: [HeardKey] = []
        let sound = samples.span
        for start in stride(from: 0, to: sound.count, by: max(1, frame)) {
            let stop = min(start + max(1, frame), sound.count)
            detector.process(sound.extracting(start..<stop), into: &events)
            for event in events {
                switch event {
                case .down(let digit, let onset):
                    let now = MediaTime(samples: Int64(stop))
                    keys.append(HeardKey(digit: digit, onset: onset, end: MediaTime(samples: Int64(sound.count)), decision: now))
                case .up(_, _, let end):
                    guard let last = keys.indices.last else { continue }
                    keys[last].end = end
                }
            }
            events.removeAll(keepingCapacity: true)
        }
        return keys
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
