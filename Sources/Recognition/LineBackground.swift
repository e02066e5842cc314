import Audio

/// What the line carries all the time, and what is done about it.
///
/// The energy of a steady background is taken off before the share of two tones is reckoned. When most of it lies below the keypad,
/// all that lies there is cut off for as long as it stays as it is: a voice would not, and so its fundamental still gives it away.
struct LineBackground: Sendable {
    /// What is cut off must be at least so much of a steady sound; white noise has a seventh of its energy there, pink noise six tenths.
    private static let lowShare: Float = 0.75
    /// The filter's ripple, and the millisecond by which it is late at a tone's edges.
    private static let ripple: Float = 1.15
    /// Whether what is low is cut off.
    private(set) var isCutting = false

    /// By the energy of 20 ms, in which hum has a whole period and dial tone beats by a tenth.
    private var whole = Self.steadiest
    /// By the energy of a window of 15 ms, in which dial tone beats by a fifth; of what is left if something is cut off.
    private var rest = Self.steady

    private static let steady = SteadyBackground(tolerance: 0.35, patience: 20)
    /// A vowel that is held for 100 ms is no rarity, one of 180 ms that stays so is.
    private static let steadiest = SteadyBackground(tolerance: 0.35, patience: 36)
    private var filter = LowCut()
    /// The energies of the last four hops as they came; 20 ms is a whole period of hum.
    private var hops = SIMD4<Float>.zero
    /// What the filter lets through of the last four hops; kept as soon as the sound is promising.
    private var passed = SIMD4<Float>.zero

    /// The mean of what a window of it holds.
    private var floor: Float = 0

    /// Takes a hop before it is looked at; returns its sum of squares as it then is.
    @inline(__always)
    mutating func take(_ octets: inout ToneBank.Hop) -> Float {
        let energy = ToneBank.energy(of: octets)
        hops = SIMD4(hops[1], hops[2], hops[3], energy)
        // Once it is known that most of it is not low, there is nothing to try.
        return isCutting || whole.isPromising && whole.energy <= 0 ? cut(&octets, energy) : energy
    }

    private mutating func cut(_ octets: inout ToneBank.Hop, _ energy: Float) -> Float {
        var high = octets
        filter.pass(&high)
        let rest = ToneBank.energy(of: high)
        passed = SIMD4(passed[1], passed[2], passed[3], rest)
        guard isCutting else { return energy }
        octets = high
        return rest
    }

    /// Whether nothing has sounded for 20 ms.
    func isQuiet(below gate: Float) -> Bool { hops.max() < gate }

    /// The line is silent: nothing is known of it.
    mutating func rests() {
        guard whole.isPromising || rest.isPromising else { return }
        self = LineBackground()
    }

    /// Follows a window of 15 ms that shows no key; while one is down the background is taken to go on.
    mutating func follow(_ window: Float) {
        let (was, wasKnown) = (isCutting, whole.energy > 0)
        whole.follow(hops.sum())
        rest.follow(window)
        let present = passed.sum() * 0.75
        floor = whole.isPromising ? floor + (present - floor) / (floor > 0 ? 16 : 1) : 0
        if whole.energy <= 0 {
            isCutting = false
        } else if !wasKnown {
            isCutting = passed.sum() < (1 - Self.lowShare) * hops.sum()
        }
        guard was != isCutting else { return }
        // What passes the filter has been there for as long as what does not.
        rest = isCutting ? Self.steady.known(at: passed.sum() * 0.75) : Self.steady
    }

    /// Whether two tones of that energy stand out from what the filter has let through so far: a voice that hums has tones all the time.
    func isOnset(_ tones: Float) -> Bool { !isCutting || tones > 2 * floor }

    /// What a window of `energy` holds that was not there before, together with what is new below the keypad.
    func news(in energy: Float) -> Float {
        guard isCutting else { return energy - rest.energy }
        let low = hops[1] + hops[2] + hops[3] - energy * Self.ripple
        return energy - rest.energy + max(0, low - whole.energy * (0.75 * (1 + whole.tolerance)))
    }
}
