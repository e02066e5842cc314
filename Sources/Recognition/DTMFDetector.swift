public import Audio

/// Hears the keys of the telephone keypad in the caller's sound (ITU-T Q.23 and Q.24, ETSI ES 201 235-3).
///
/// Each 5 ms the last 15 ms are looked at. They are a key's if one row tone and one column tone hold nearly all of the sound,
/// each well above its neighbours, in tune, and about as loud as the other. A key is down when four windows in a row agree,
/// 27 to 37 ms after its onset; under other sound, such as the echo of a prompt, 40 ms are looked at. It is up when it has been
/// missing for 25 ms. In silence the cost is that of the energy sum.
///
/// The result does not depend on how the sound is cut into pieces.
public struct DTMFDetector: Sendable {
    /// What the caller's finger did.
    public enum Event: Hashable, Sendable {
        /// A key went down at `onset`; said as soon as it is sure.
        case down(DTMFDigit, onset: MediaTime)
        /// The key came up again at `end`.
        case up(DTMFDigit, onset: MediaTime, end: MediaTime)
        /// What the key was like that just came up.
        case measured(KeyEvidence)
        /// Something resembled a key and was none, said once when it is over; only from a detector that explains.
        case refused(KeyRefusal)
    }

    /// How much has been heard, on the caller's clock.
    public private(set) var position: MediaTime

    /// The key that sounds now, from the moment it is sure until it has ended.
    public var sounding: DTMFDigit? { judge.press?.digit }

    /// When the key that sounds now began.
    public var soundingSince: MediaTime? { judge.press?.onset }

    /// Whether the last 15 ms may be a key's, sure or not yet.
    public var isSuspicious: Bool { judge.isSuspicious }

    private var judge: KeyJudge
    private var played: PlayedSound
    private var pending = InlineArray<40, Int16>(repeating: 0)
    private var pendingCount = 0
    /// Heard and played, when they come at 16 kHz.
    private var halving: Halving?

    private struct Halving: Sendable {
        var heard = HalfBandFilter()
        var played = HalfBandFilter()
    }

    /// Starts to listen; `start` is the time of the first sample.
    ///
    /// The sound comes at `rate`; times are those of the call's clock all the same. With `explaining` there is also
    /// ``Event/refused(_:)``, which costs time that a call has no need to spend.
    public init(
        profile: DTMFProfile = .general, rate: SampleRate = .narrowband, startingAt start: MediaTime = .zero, explaining: Bool = false
    ) {
        position = start
        judge = KeyJudge(DTMFCriteria(profile), startingAt: start, explaining: explaining)
        played = PlayedSound(startingAt: start)
        halving = rate == .wideband ? Halving() : nil
    }

    /// Hears the next 20 ms and adds what happened to `events`.
    public mutating func process(_ frame: borrowing AudioFrame, into events: inout [Event]) {
        process(frame.samples.span, into: &events)
    }

    /// Hears the next 20 ms while `outgoing` is played to the caller: a key in it is not heard when it comes back as an echo.
    public mutating func process(_ frame: borrowing AudioFrame, played outgoing: borrowing AudioFrame, into events: inout [Event]) {
        process(frame.samples.span, played: outgoing.samples.span, into: &events)
    }

    /// Hears the next 20 ms while `octets` are played to the caller, as they are sent: they are decoded only when a key is about to be
    /// heard.
    public mutating func process(
        _ frame: borrowing AudioFrame, played octets: Span<UInt8>, _ law: G711.Law, into events: inout [Event]
    ) {
        guard halving == nil else {
            var sent = AudioFrame.silence
            G711.decode(octets, law, into: &sent)
            return process(frame, played: sent, into: &events)
        }
        let known = min(octets.count, AudioFrame.sampleCount)
        played.add(octets.extracting(0..<known), law)
        played.pass(AudioFrame.sampleCount - known)
        hear(frame.samples.span, into: &events)
    }

    /// Hears the next samples, however many, and adds what happened to `events`.
    public mutating func process(_ samples: Span<Int16>, into events: inout [Event]) {
        if halving != nil {
            halve(samples, played: nil, into: &events)
        } else {
            played.pass(samples.count)
            hear(samples, into: &events)
        }
    }

    /// Hears the next samples while as many others are played to the caller.
    public mutating func process(_ samples: Span<Int16>, played outgoing: Span<Int16>, into events: inout [Event]) {
        if halving != nil { return halve(samples, played: outgoing, into: &events) }
        // Piece by piece, as only half a second of what is played is kept.
        for start in stride(from: 0, to: samples.count, by: AudioFrame.sampleCount) {
            let end = min(start + AudioFrame.sampleCount, samples.count)
            let known = min(end, outgoing.count)
            if known > start { played.add(outgoing.extracting(start..<known)) }
            played.pass(end - max(known, start))
            hear(samples.extracting(start..<end), into: &events)
        }
    }

    private mutating func halve(_ samples: Span<Int16>, played outgoing: Span<Int16>?, into events: inout [Event]) {
        for index in 0..<samples.count {
            var ours: Float?
            if let outgoing { ours = halving?.played.next(index < outgoing.count ? outgoing[index] : 0) }
            guard let sample = halving?.heard.next(samples[index]) else { continue }
            if let ours { played.add(Int16(clamped: ours)) } else { played.pass(1) }
            collect(Int16(clamped: sample), into: &events)
        }
    }

    private mutating func hear(_ samples: Span<Int16>, into events: inout [Event]) {
        var index = 0
        while index < samples.count, pendingCount > 0 {
            collect(samples[index], into: &events)
            index += 1
        }
        while index + ToneBank.hop <= samples.count {
            hear(samples, from: index, into: &events)
            index += ToneBank.hop
        }
        while index < samples.count {
            collect(samples[index], into: &events)
            index += 1
        }
    }

    private mutating func collect(_ sample: Int16, into events: inout [Event]) {
        pending[pendingCount] = sample
        pendingCount += 1
        guard pendingCount == ToneBank.hop else { return }
        let hop = pending
        pendingCount = 0
        hear(hop.span, from: 0, into: &events)
    }

    private mutating func hear(_ samples: Span<Int16>, from start: Int, into events: inout [Event]) {
        position.samples &+= Int64(ToneBank.hop)
        judge.hear(samples, from: start, endingAt: position, played: played, into: &events)
    }
}
