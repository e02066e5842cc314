/// One tone as it goes on from window to window: a key's stays where it is, a voice's wanders.
struct ToneTrack: Sendable {
    /// The powers of the softest and of the loudest window.
    private(set) var softest: Float
    private(set) var loudest: Float

    private var sum: Float = 0
    private var lowest: Float = .infinity
    private var highest: Float = -.infinity
    private var count: Float = 0

    /// Begins with a window whose power counts but whose frequency does not: it is measured against a window without the tone.
    init(_ tone: TonePair.Tone) {
        softest = tone.power
        loudest = tone.power
    }

    /// Adds the next window.
    mutating func follow(_ tone: TonePair.Tone) {
        softest = min(softest, tone.power)
        loudest = max(loudest, tone.power)
        sum += tone.offset
        lowest = min(lowest, tone.offset)
        highest = max(highest, tone.offset)
        count += 1
    }

    /// How far the tone is from its nominal frequency [Hz].
    var meanOffset: Float { count > 0 ? sum / count : 0 }

    /// Whether no window is softer than the loudest by more than `ratio` of its power.
    func isSteady(within ratio: Float) -> Bool { softest > loudest * ratio }

    /// The loudest window against the softest [power ratio].
    var fall: Float { loudest / max(softest, 1) }

    /// By how much its frequency has wandered [Hz].
    var drift: Float { count > 0 ? highest - lowest : 0 }
}
