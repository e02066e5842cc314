import Audio

extension KeyTone {
    /// The measurements as the transcript shows them.
    var words: String {
        "from \(CallTranscript.clock(.milliseconds(at))), \(low) and \(high) dBm0, \(lowError) and \(highError) % off, \(overNoise) dB over the rest"
    }
}

extension RefusedTone {
    /// The reason and the measurement as the transcript shows them.
    var words: String {
        let place = "from \(CallTranscript.clock(.milliseconds(at))), \(length) ms: \(reason)"
        return unit.isEmpty ? place : "\(place), \(value) \(unit), limit \(limit)"
    }
}
