public import Audio

/// Takes the echo of our own prompt out of what is heard.
///
/// ```
/// played -> whitened -> last 0.4 s -> delay, once -> 32 ms around it -> filter --+
/// heard  -> whitened -------------------------------------------------------- - -+-> unwhitened -> heard without us
/// ```
/// The echo of a line is short, but comes late: up to 400 ms. So its delay is found first, and then a short filter learns fast. Both run
/// only while something is played or still comes back. A value like all of a call; 50 kB, taken when first something is played.
public struct EchoCanceller: Sendable {
    /// So long after the last sound of ours nothing comes back any more [frames]: 420 ms.
    private static let latest = 21
    private static let past = 4 * EchoDelay.count + EchoFilter.taps
    /// Every sample less so much of the one before: the spectrum of speech becomes nearly flat, and learning fast.
    private static let whitening: Float = 0.9
    /// What is softer is not learnt from [sum of squares of a whitened frame].
    private static let faintest: Float = 160 * 40 * 40
    /// What is louder says how much comes back [sum of squares of a frame]: -40 dBov.
    private static let clear: Float = 160 * 328 * 328
    /// The echo of a frame lies in two, and of some sounds more comes back than of others [ratio of energies].
    private static let spread: Float = 8
    /// The echo is taken out badly, and looked for elsewhere, when more is left [ratio of energies].
    private static let poor: Float = 0.3
    /// It is taken out well when no more is left [ratio of energies].
    private static let good: Float = 0.1
    /// What is softer than we are by so much is nobody's voice [ratio of energies].
    private static let whisper = Float(Decibels(-40).powerRatio)

    /// What was played, whitened, the newest last, and every fourth sample of it.
    private var played: [Float] = []
    private var thinned: [Float] = []
    private var delay: EchoDelay?
    private var filter = EchoFilter()
    private var left = 0
    private var lastPlayed: Float = 0
    private var lastHeard: Float = 0
    private var lastResult: Float = 0
    /// The energies of what was played in the last frames, and which is the newest.
    private var loudness = InlineArray<22, Float>(repeating: 0)
    private var newest = 0
    /// The energies of what was heard in the ticks after those.
    private var answers = InlineArray<22, Float>(repeating: 0)
    /// No more of our own sound comes back [ratio of energies]. No line makes it louder; one that gives back more than a quarter of it is
    /// out of order.
    private var mostEcho: Float = 0.25
    /// The delay around which the filter lies.
    private var place: Int?
    /// What is usually left of what is heard while nobody speaks [ratio of energies].
    private var remainder: Float = 1
    /// The same of late, somebody speaking or not.
    private var recent: Float = 1
    /// How many frames the filter has learnt from.
    private var lessons = 0

    /// Nothing has been played.
    public init() {}

    /// Whether anything of ours may come back now.
    public var isActive: Bool { left > 0 }

    /// How much softer what is heard becomes while only the echo sounds [dB]; nothing before one was found.
    public var enhancement: Decibels? { place == nil ? nil : Decibels(meanSquare: 1) - Decibels(meanSquare: Double(remainder)) }

    /// How late the echo is; nothing before one was found.
    public var echoDelay: MediaTime? { place.map { MediaTime(samples: Int64($0)) } }

    /// Takes the frame that is sent in this tick; call it after ``cancel(_:)``, and with nothing when nothing is sent.
    public mutating func play(_ frame: borrowing AudioFrame) {
        if played.isEmpty { begin() }
        left = Self.latest
        push(frame)
    }

    /// Nothing of ours is sent in this tick.
    public mutating func pause() {
        guard left > 0 else { return }
        left -= 1
        push(.silence)
    }

    private mutating func begin() {
        played = [Float](repeating: 0, count: Self.past + AudioFrame.sampleCount)
        thinned = [Float](repeating: 0, count: EchoDelay.count + 40)
        delay = EchoDelay()
    }

    private mutating func push(_ frame: borrowing AudioFrame) {
        var last = lastPlayed
        Self.shift(&played, by: AudioFrame.sampleCount)
        Self.shift(&thinned, by: 40)
        Self.whiten(frame, after: &last, into: &played)
        Self.thin(played, into: &thinned)
        lastPlayed = last
        newest = newest == 21 ? 0 : newest + 1
        loudness[newest] = Float(frame.energy)
    }

    private static func shift(_ samples: inout [Float], by count: Int) {
        var span = samples.mutableSpan
        for index in 0..<span.count - count { span[index] = span[index + count] }
    }

    private static func whiten(_ frame: borrowing AudioFrame, after last: inout Float, into played: inout [Float]) {
        let samples = frame.samples.span
        var span = played.mutableSpan
        for index in 0..<AudioFrame.sampleCount {
            let sample = Float(samples[index])
            span[past + index] = sample - whitening * last
            last = sample
        }
    }

    private static func thin(_ played: [Float], into thinned: inout [Float]) {
        let all = played.span
        var some = thinned.mutableSpan
        for index in 0..<40 { some[EchoDelay.count + index] = sumOfFour(all, from: past + 4 * index) }
    }

    /// Takes our echo out of a frame that was heard; returns whether what is left of it is likely still ours.
    public mutating func cancel(_ frame: inout AudioFrame) -> Bool {
        guard left > 0, !played.isEmpty else { return false }
        let energy = Float(frame.energy)
        boundEcho(by: energy)
        var heard = whitened(frame)
        listen(heard)
        guard let place else {
            lastResult = lastHeard
            return delay?.finding == EchoDelay.Finding.unknown && energy < loudestPlayed * mostEcho
        }
        return take(&frame, &heard, energy, at: place)
    }

    /// Looks for the echo unless it is taken out well, and moves the filter when it is somewhere else.
    private mutating func listen(_ heard: borrowing InlineArray<160, Float>) {
        guard place == nil || recent > Self.poor else { return }
        // Where none was found it is only looked whether that is still so.
        guard delay?.finding != EchoDelay.Finding.none || newest % 4 == 0 else { return }
        let span = heard.span
        let some = InlineArray<40, Float> { Self.sumOfFour(span, from: 4 * $0) }
        delay?.hear(some.span, played: thinned)
        guard case .echo(let samples) = delay?.finding, samples != place else { return }
        place = samples
        filter = EchoFilter()
        (remainder, recent, lessons) = (1, 1, 0)
    }

    private mutating func take(
        _ frame: inout AudioFrame, _ heard: inout InlineArray<160, Float>, _ energy: Float, at place: Int
    ) -> Bool {
        // 48 samples before the place are the filter's too; before what is played nothing comes back.
        let start = Self.past - max(place, 48) - (EchoFilter.taps - 49)
        let lesson = filter.pass(&heard, played: played, from: start, faintest: Self.faintest)
        lastResult = Self.restore(heard, after: lastResult, into: &frame)
        guard energy > 0 else { return false }
        let left = Float(frame.energy)
        if lesson == .learnt { note(rest: min(left / energy, 1)) }
        return isOurs(left, of: energy)
    }

    /// Undoes the whitening; returns the last sample.
    private static func restore(
        _ whitened: borrowing InlineArray<160, Float>, after last: Float, into frame: inout AudioFrame
    ) -> Float {
        var last = last
        let span = whitened.span
        var samples = frame.samples.mutableSpan
        for index in 0..<AudioFrame.sampleCount {
            last = span[index] + whitening * last
            samples[index] = Int16(clamped: last)
        }
        return last
    }

    private mutating func note(rest: Float) {
        lessons = min(lessons + 1, 1000)
        remainder += (rest - remainder) * (rest < remainder ? 0.1 : 0.002)
        recent += (rest - recent) * 0.05
    }

    /// Whether what is left of a frame is no more than usual, or so faint that nobody speaks over us like that.
    private func isOurs(_ left: Float, of energy: Float) -> Bool {
        left < energy * min(0.4, 8 * remainder) || left < loudestPlayed * Self.whisper
            || !isTrained && energy < loudestPlayed * mostEcho
    }

    /// Whether what is left says who speaks.
    private var isTrained: Bool { lessons >= 100 || remainder < Self.good }

    /// The energy of the loudest frame of the last 440 ms.
    private var loudestPlayed: Float {
        var loudest: Float = 0
        let energies = loudness.span
        for index in 0..<22 { loudest = max(loudest, energies[index]) }
        return loudest
    }

    /// What was played 440 ms ago has come back by now, if it comes back at all: the loudest that was heard since is no softer than its
    /// echo.
    ///
    /// So a line that was nearly silent meanwhile has next to no echo, and what is louder on it can be the caller.
    private mutating func boundEcho(by energy: Float) {
        answers[newest] = energy
        let (ours, heard) = (loudness[newest == 21 ? 0 : newest + 1], answers.span)
        guard ours > Self.clear else { return }
        var loudest: Float = 0
        for index in 0..<22 { loudest = max(loudest, heard[index]) }
        mostEcho = min(mostEcho, Self.spread * loudest / ours)
    }

    private mutating func whitened(_ frame: borrowing AudioFrame) -> InlineArray<160, Float> {
        var last = lastHeard
        let samples = frame.samples.span
        let result = InlineArray<160, Float> { index in
            let sample = Float(samples[index])
            defer { last = sample }
            return sample - Self.whitening * last
        }
        lastHeard = last
        return result
    }

    private static func sumOfFour(_ samples: Span<Float>, from start: Int) -> Float {
        samples[start] + samples[start + 1] + samples[start + 2] + samples[start + 3]
    }
}
