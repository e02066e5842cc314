/// Finds out how late our own sound comes back: the place where a long filter that learns the line is greatest.
///
/// Every fourth sample of both is kept (2 kHz), and 800 numbers, one for each delay of half a millisecond, are learnt by normalised least
/// mean squares. (Sums of products would be as great a period of the voice earlier or later.) Where the greatest number stands out among
/// all, and stays, there is the echo.
struct EchoDelay: Sendable {
    /// How many delays there are [4 samples].
    static let count = 800
    private static let step: Float = 0.3
    /// What is left of the greatest energy after each frame: half of it after 3 s.
    private static let decay: Float = 0.9954
    /// Of fainter sound less is learnt [sum of squares of 800 thinned samples].
    private static let faintest: Float = 800 * 60 * 60
    /// How far the greatest number stands out [ratio of squares to the mean]; of 800 random ones it stands out by 13.
    private static let clear: Float = 45
    /// With so much sound behind it every number has learnt something [frames].
    private static let run = 25
    /// So long it stays in one place [frames].
    private static let patience = 8
    /// After so much sound that was played without an echo being found there is none [frames]: 1.5 s.
    private static let enough = 75
    /// What is played is sound from here on [sum of squares of 40 thinned samples].
    private static let sound: Float = 40 * 200 * 200

    /// What is known of the line.
    enum Finding: Hashable, Sendable {
        /// Not enough has been played.
        case unknown
        /// Nothing comes back.
        case none
        /// It comes back so many samples late.
        case echo(delay: Int)
    }

    private(set) var finding = Finding.unknown
    private var line = [SIMD8<Float>](repeating: .zero, count: Self.count / 8)
    /// What was played, eight samples from each one on: they lie as the numbers do.
    private var eights = [SIMD8<Float>](repeating: .zero, count: Self.count + 32)
    /// The greatest energy of 400 ms that was played lately: after a pause the first sounds are no better teachers than others.
    private var loudest: Float = 800 * 1000 * 1000
    private var candidate = 0
    private var stayed = 0
    private var heard = 0

    /// Takes 40 samples that were heard, and what was played until then: 840 samples, the last 40 of them at the same time.
    mutating func hear(_ heard: Span<Float>, played: [Float]) {
        guard heard.count == 40, played.count == Self.count + 40 else { return }
        add(heard, played.span)
        var energy: Float = 0
        for sample in played.suffix(40) { energy += sample * sample }
        if energy > Self.sound { self.heard = min(self.heard + 1, 1_000_000) }
        if self.heard >= Self.run { judge(peak()) }
    }

    private mutating func add(_ heard: Span<Float>, _ played: Span<Float>) {
        spread(played)
        var energy: Float = 0
        for index in 0..<Self.count { energy += played[index] * played[index] }
        loudest = max(energy, loudest * Self.decay)
        for index in 0..<heard.count {
            Self.learn(heard[index], eights, from: index, max(energy, loudest), &line)
            energy += played[index + Self.count] * played[index + Self.count] - played[index] * played[index]
        }
    }

    private mutating func spread(_ played: Span<Float>) {
        var eights = eights.mutableSpan
        for index in 0..<eights.count {
            let eight = played.extracting(index..<index + 8)
            eights[index] = SIMD8(eight[0], eight[1], eight[2], eight[3], eight[4], eight[5], eight[6], eight[7])
        }
    }

    private static func learn(
        _ sample: Float, _ eights: [SIMD8<Float>], from start: Int, _ energy: Float, _ line: inout [SIMD8<Float>]
    ) {
        var numbers = line.mutableSpan
        let sound = eights.span.extracting(start..<start + count - 7)
        var guess = SIMD8<Float>.zero
        for block in 0..<numbers.count { guess += numbers[block] * sound[block * 8] }
        let amount = step * (sample - guess.sum()) / (max(energy, 0) + faintest)
        for block in 0..<numbers.count { numbers[block] += sound[block * 8] * amount }
    }

    /// The greatest square, and whether it stands out.
    private func peak() -> (place: Int, isClear: Bool) {
        var (best, place, total): (Float, Int, Float) = (0, 0, 0)
        let numbers = line.span
        for block in 0..<numbers.count {
            let squares = numbers[block] * numbers[block]
            total += squares.sum()
            guard squares.max() > best else { continue }
            for lane in 0..<8 where squares[lane] > best { (best, place) = (squares[lane], block * 8 + lane) }
        }
        return (place, best * Float(Self.count) > Self.clear * total)
    }

    private mutating func judge(_ peak: (place: Int, isClear: Bool)) {
        guard peak.isClear else {
            stayed = 0
            if heard >= Self.enough, finding == .unknown { finding = .none }
            return
        }
        stayed = abs(peak.place - candidate) <= 2 ? stayed + 1 : 0
        candidate = peak.place
        if stayed >= Self.patience { settle(4 * (Self.count - peak.place)) }
    }

    /// A delay that differs by less than the filter spans is the same.
    private mutating func settle(_ delay: Int) {
        if case .echo(let known) = finding, abs(known - delay) < 64 { return }
        finding = .echo(delay: delay)
    }
}
