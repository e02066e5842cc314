import Audio

/// The last 800 ms of what was heard, so that a recogniser hears a word from its beginning.
///
/// The 13 kB are taken when the first frame is kept.
struct PastSound: Sendable {
    /// How many frames are kept.
    static let capacity = 40

    private var samples: [Int16] = []
    private var newest = 0
    /// How many frames there are, the latest included.
    private(set) var count = 0

    /// Keeps a frame; the oldest is forgotten.
    mutating func keep(_ frame: borrowing AudioFrame) {
        if samples.isEmpty { samples = [Int16](repeating: 0, count: Self.capacity * AudioFrame.sampleCount) }
        newest = newest == Self.capacity - 1 ? 0 : newest + 1
        count = min(count + 1, Self.capacity)
        let (start, heard) = (newest * AudioFrame.sampleCount, frame.samples.span)
        var kept = samples.mutableSpan
        for index in 0..<AudioFrame.sampleCount { kept[start + index] = heard[index] }
    }

    /// The frame of so many frames ago, 0 being the latest; silence where none was kept.
    func frame(_ age: Int) -> AudioFrame {
        guard age >= 0, age < count else { return .silence }
        let place = newest >= age ? newest - age : newest - age + Self.capacity
        let start = place * AudioFrame.sampleCount
        return AudioFrame(samples.span.extracting(start..<start + AudioFrame.sampleCount))
    }

    /// Forgets all frames.
    mutating func forget() { count = 0 }
}
