import Audio

/// The least that a line sounds in the last one and a half seconds: what is between the words.
///
/// Minimum statistics (R. Martin, 2001) in their plainest form: the least smoothed energy of each of five pieces of 300 ms, and the least of
/// those. Speech has pauses often enough for it, and a noise that begins is the floor 1.5 s later.
struct NoiseFloor: Sendable {
    /// How many frames a piece has.
    private static let pieceLength = 15

    /// The energy that a quiet line is taken to have before it has been heard.
    private var pieces: InlineArray<5, Float>
    private var least = Float.infinity
    private var age = 0
    private var piece = 0
    private var smoothed: Float

    /// The least energy of a frame.
    private(set) var energy: Float

    /// Begins with what a quiet line has.
    init(expected: Float) {
        pieces = InlineArray(repeating: expected)
        smoothed = expected
        energy = expected
    }

    /// Takes the energy of the next frame.
    mutating func hear(_ frame: Float) {
        smoothed += (frame - smoothed) * 0.4
        least = min(least, smoothed)
        energy = min(energy, least)
        age += 1
        guard age == Self.pieceLength else { return }
        var kept = pieces.mutableSpan
        kept[piece] = least
        piece = piece == 4 ? 0 : piece + 1
        energy = kept[0]
        for index in 1..<5 { energy = min(energy, kept[index]) }
        (age, least) = (0, .infinity)
    }
}
