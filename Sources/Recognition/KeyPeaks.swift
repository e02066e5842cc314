import Audio

/// The strongest row tone and the strongest column tone of one window, at their nominal frequencies: all that a first look needs.
struct KeyPeaks: Sendable {
    /// One of the two.
    struct Peak: Sendable {
        /// Which of its group, 0 to 3.
        let index: Int
        /// Its squared magnitude.
        let power: Float
        /// The squared magnitude of the next strongest of its group.
        let rival: Float

        @inline(__always)
        fileprivate init(_ powers: SIMD4<Float>) {
            var (index, best, rival) = (0, powers[0], Float(0))
            for lane in 1..<4 {
                let power = powers[lane]
                if power > best {
                    (rival, best, index) = (best, power, lane)
                } else if power > rival {
                    rival = power
                }
            }
            (self.index, power, self.rival) = (index, best, rival)
        }
    }

    let low: Peak
    let high: Peak

    @inline(__always)
    init(_ bank: borrowing ToneBank) {
        let power = bank.spectrum.power
        (low, high) = (Peak(power.lowHalf), Peak(power.highHalf))
    }

    /// The energy that the two have in the window if they are in tune.
    var energy: Float { (low.power + high.power) * TonePair.energyOfPower }
    /// Where on the keypad they meet, row by row from 0 to 15.
    var place: Int { 4 * low.index + high.index }
    /// The key there.
    var digit: DTMFDigit { Self.keypad.span[place] }

    private static let keypad: InlineArray<16, DTMFDigit> = [
        .one, .two, .three, .a, .four, .five, .six, .b, .seven, .eight, .nine, .c, .star, .zero, .pound, .d,
    ]
}
