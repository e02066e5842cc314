/// What sounds all the time: dial tone, hum, a direct current.
///
/// Speech never keeps its level for 100 ms, so that what does may be taken off before the share of two tones is reckoned.
struct SteadyBackground: Sendable {
    /// How far from the mean a window may be and still be the same sound.
    let tolerance: Float
    /// So many windows make a background [5 ms each].
    let patience: Int
    /// So many windows may be louder before something else has become the background.
    private static let grace = 6

    private var level: Float = 0
    private var steadyWindows = 0
    private var loudWindows = 0
    private var isKnown = false

    init(tolerance: Float, patience: Int) {
        (self.tolerance, self.patience) = (tolerance, patience)
    }

    /// The same, when it is already known to have a level.
    func known(at level: Float) -> SteadyBackground {
        var known = SteadyBackground(tolerance: tolerance, patience: patience)
        (known.level, known.steadyWindows, known.isKnown) = (level, patience, true)
        return known
    }

    /// The energy of a window of it; zero if there is none.
    var energy: Float { isKnown ? level : 0 }

    /// Whether the sound has been steady for half the time that makes it a background.
    var isPromising: Bool { isKnown || steadyWindows * 2 > patience }

    /// Follows a window that shows no key; while one is down the background is taken to go on.
    mutating func follow(_ energy: Float) {
        if abs(energy - level) <= level * tolerance {
            level += (energy - level) / 8
            steadyWindows = min(steadyWindows + 1, patience)
            loudWindows = 0
            if steadyWindows == patience { isKnown = true }
        } else if energy > level, isKnown, loudWindows < Self.grace {
            loudWindows += 1
        } else if isKnown, steadyWindows > patience / 2 {
            // Noise goes beyond the tolerance now and then.
            steadyWindows -= 3
        } else {
            self = SteadyBackground(tolerance: tolerance, patience: patience)
            level = energy
        }
    }
}
