/// What sounds all the time: dial tone, hum, a direct current.
///
/// Speech never keeps its level for 100 ms, so that what does may be taken off before the share of two tones is reckoned.
struct SteadyBackground: Sendable {
    /// How far from the mean a window may be and still be the same sound: dial tone beats by a fifth in 15 ms.
    private static let tolerance: Float = 0.35
    /// So many windows make a background [5 ms each].
    private static let patience = 20
    /// So many windows may be louder before something else has become the background.
    private static let grace = 6

    private var level: Float = 0
    private var steadyWindows = 0
    private var loudWindows = 0
    private var isKnown = false

    /// The energy of a window of it; zero if there is none.
    var energy: Float { isKnown ? level : 0 }

    /// Follows a window that shows no key; while one is down the background is taken to go on.
    mutating func follow(_ energy: Float) {
        if abs(energy - level) <= level * Self.tolerance {
            level += (energy - level) / 8
            steadyWindows = min(steadyWindows + 1, Self.patience)
            loudWindows = 0
            if steadyWindows == Self.patience { isKnown = true }
        } else if energy > level, isKnown, loudWindows < Self.grace {
            loudWindows += 1
        } else if isKnown, steadyWindows > Self.patience / 2 {
            // Noise goes beyond the tolerance now and then.
            steadyWindows -= 3
        } else {
            self = SteadyBackground()
            level = energy
        }
    }
}
