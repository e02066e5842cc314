import Audio

/// The silent line: a few seconds of faint noise, over and over, copied octet by octet.
struct LoopedNoise: Sendable {
    private var octets: [UInt8]
    private var position = 0

    /// The noise in the law of a leg.
    init(_ noise: PromptAudio, law: G711.Law) {
        octets = noise.octets(law)
    }

    /// Fills the frame from `start` to its end.
    mutating func fill(_ frame: inout EncodedFrame, from start: Int = 0) {
        position = copy(into: &frame, from: start)
    }

    private func copy(into frame: inout EncodedFrame, from start: Int) -> Int {
        let source = octets.span
        guard !source.isEmpty else { return 0 }
        var position = position
        for index in start..<AudioFrame.sampleCount {
            frame.octets[index] = source[position]
            position += 1
            if position == source.count { position = 0 }
        }
        return position
    }
}
