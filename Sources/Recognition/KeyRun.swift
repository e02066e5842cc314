import Audio

/// Windows in a row that show one key.
struct KeyRun: Sendable {
    let digit: DTMFDigit
    var windows = 1
    var onset: MediaTime
    /// The row tone and the column tone, window by window.
    var low: ToneTrack
    var high: ToneTrack
    /// The sum of the shares that the two tones had of each window.
    var shares: Float
    /// The energy of all hops, including the one in which the tone began.
    var energy: Float
    /// The energy of the hops that are full.
    var loudest: Float
    var measure = KeyMeasure()

    /// Begins with a window: the tone began in its first hop or in the one before.
    init(_ digit: DTMFDigit, _ pair: TonePair, _ bank: borrowing ToneBank, energy: Float, at now: MediaTime) {
        let hops = bank.energies
        let full = max((hops[2] + hops[3]) / 2, 1)
        let filled = min((hops[0] + hops[1]) / full, 2)
        self.digit = digit
        onset = now - MediaTime(samples: Int64(Float(ToneBank.hop) * (2 + filled)))
        (low, high) = (ToneTrack(pair.low), ToneTrack(pair.high))
        (shares, self.energy, loudest) = (pair.energy / energy, hops.sum(), bank.energy / 3)
    }

    /// Adds the next window, which has an energy without the background.
    mutating func follow(_ pair: TonePair, _ bank: borrowing ToneBank, energy: Float) {
        windows += 1
        low.follow(pair.low)
        high.follow(pair.high)
        shares += pair.energy / energy
        self.energy += bank.energies[3]
        loudest = max(loudest, bank.energy / 3)
        measure.add(pair, energy: bank.energy)
    }
}
