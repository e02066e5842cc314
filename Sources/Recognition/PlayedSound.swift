import Audio

/// The last half second of what we play, to tell the echo of our own keys from the caller's.
///
/// Nothing is reckoned until a key is about to be heard: only then the past is decoded and searched for that key. The 4 kB are taken
/// when the first sound is played, and while nothing is played nothing is written.
struct PlayedSound: Sendable {
    /// An echo is so late at most: a satellite's two ways, or a network's and two jitter buffers'.
    static let latestEcho = MediaTime.milliseconds(300)
    /// How much louder than what we play its echo may be: no line makes it louder, a level control may.
    private static let gain = Float(Decibels(3).powerRatio)
    /// By how much the echo's twist may differ from ours, either way.
    private static let tilt = Float(Decibels(10).powerRatio)
    /// The share of our own sound that the key's two tones have at least.
    private static let share: Float = 0.4
    /// So many windows in a row make it a key of ours: one that lasts 30 ms has so many.
    private static let agreement = 4

    private static let capacity = 4096

    /// The samples as octets of `law`, each at its time modulo the capacity; empty until something has been played.
    private var octets: [UInt8] = []
    private var law = G711.Law.mu
    /// The time of the next sample.
    private var position: MediaTime
    /// When the last sample was played.
    private var playedUntil: MediaTime

    /// Begins with silence before `start`.
    init(startingAt start: MediaTime) {
        position = start
        playedUntil = start - .milliseconds(10_000)
    }

    /// Nothing is played for so many samples.
    mutating func pass(_ count: Int) { position += MediaTime(samples: Int64(count)) }

    /// Takes what is played.
    mutating func add(_ played: Span<Int16>) {
        for index in 0..<played.count { add(played[index]) }
    }

    /// Takes what is played as it is sent.
    mutating func add(_ played: Span<UInt8>, _ law: G711.Law) {
        if law != self.law { translate(to: law) }
        fillPause()
        let start = Self.place(position)
        var kept = octets.mutableSpan
        if start + played.count <= Self.capacity {
            for index in 0..<played.count { kept[start + index] = played[index] }
        } else {
            for index in 0..<played.count { kept[(start + index) & (Self.capacity - 1)] = played[index] }
        }
        position.samples &+= Int64(played.count)
        playedUntil = position
    }

    /// Takes one sample of what is played.
    mutating func add(_ sample: Int16) {
        fillPause()
        octets[Self.place(position)] = G711.encode(sample, law)
        position.samples &+= 1
        playedUntil = position
    }

    private mutating func fillPause() {
        let pause = min((position - playedUntil).samples, Int64(Self.capacity))
        guard pause > 0 else { return }
        let silence = G711.encode(0, law)
        if octets.isEmpty { octets = [UInt8](repeating: silence, count: Self.capacity) }
        for back in 0..<pause { octets[Self.place(position - MediaTime(samples: back + 1))] = silence }
    }

    /// The legs have agreed on the other law.
    private mutating func translate(to other: G711.Law) {
        for index in octets.indices { octets[index] = G711.encode(G711.decode(octets[index], law), other) }
        law = other
    }

    private static func place(_ time: MediaTime) -> Int { Int(truncatingIfNeeded: time.samples) & (capacity - 1) }

    /// By how much our own sound of that key lies over what was heard [power ratio]; nothing if we have not played it.
    ///
    /// What was heard lies between `onset` and `now`. The cost is that of hearing half a second.
    func echo(of heard: KeyMeasure, _ digit: DTMFDigit, from onset: MediaTime, to now: MediaTime) -> Float? {
        let length = Self.latestEcho + MediaTime(samples: Int64(ToneBank.window)) + max(.zero, now - onset)
        guard now - playedUntil < length else { return nil }
        let hops = min(Int(length.samples), Self.capacity - 4 * AudioFrame.sampleCount) / ToneBank.hop
        var (bank, run) = (ToneBank(), 0)
        for hop in stride(from: hops, to: 0, by: -1) {
            let sound = self.hop(endingAt: now - MediaTime(samples: Int64((hop - 1) * ToneBank.hop)))
            let octets = ToneBank.octets(sound.span, from: 0)
            bank.hear(octets, energy: ToneBank.energy(of: octets), tuning: .keypad, gate: 1)
            guard !bank.isQuiet, let excess = excess(TonePair(bank, KeyPeaks(bank)), of: bank.energy, over: heard, digit) else {
                run = 0
                continue
            }
            run += 1
            if run >= Self.agreement { return excess }
        }
        return nil
    }

    /// The 40 samples before a moment.
    private func hop(endingAt end: MediaTime) -> InlineArray<40, Int16> {
        InlineArray { index in
            let time = end - MediaTime(samples: Int64(ToneBank.hop - index))
            return time < playedUntil ? G711.decode(octets[Self.place(time)], law) : 0
        }
    }

    private func excess(_ pair: TonePair, of energy: Float, over heard: KeyMeasure, _ digit: DTMFDigit) -> Float? {
        guard pair.low.index == digit.row, pair.high.index == digit.column, pair.energy > Self.share * energy else { return nil }
        let (low, high) = (pair.low.power / max(heard.lowPower, 1), pair.high.power / max(heard.highPower, 1))
        guard max(low, high) * Self.gain > 1, low < high * Self.tilt, high < low * Self.tilt else { return nil }
        return max(low, high)
    }
}
