import Audio

/// The least that a line sounds in the last one and a half seconds: what is between the words.
///
/// Minimum statistics (R. Martin, 2001) in their plainest form: the least smoothed energy of each of five pieces of 300 ms, and the least
/// of those. Speech has pauses often enough for it, and a noise that begins is the floor 1.5 s later.
struct NoiseFloor: Sendable {
    /// How many frames a piece has.
    private static let pieceLength = 15

    /// The energy that a quiet line is taken to have until it has been heard for so long.
    private let expected: Float
    private var pieces = InlineArray<5, Float>(repeating: .infinity)
    private var least = Float.infinity
    private var age = 0
    private var piece = 0
    private var smoothed: Float

    /// The least energy of a frame that was heard lately.
    private(set) var measured: Float

    /// The least energy of a frame; of a line that has just begun, no more than that of a quiet one, as it may begin with speech.
    var energy: Float { pieces.span[4] < .infinity ? measured : min(measured, expected) }

    /// Begins with what a quiet line has.
    init(expected: Float) {
        self.expected = expected
        smoothed = expected
        measured = expected
    }

    /// Takes the energy of the next frame.
    mutating func hear(_ frame: Float) {
        smoothed += (frame - smoothed) * (least < .infinity || pieces.span[0] < .infinity ? 0.4 : 1)
        least = min(least, smoothed)
        age += 1
        var kept = pieces.mutableSpan
        measured = least
        for index in 0..<5 { measured = min(measured, kept[index]) }
        guard age == Self.pieceLength else { return }
        kept[piece] = least
        piece = piece == 4 ? 0 : piece + 1
        (age, least) = (0, .infinity)
    }
}
