/// Finds out how late our own sound comes back: the place where what is heard resembles most what was played.
///
/// Every fourth sample of both is kept (2 kHz), and for 800 delays of half a millisecond the products are summed, the last second counting
/// most. Where the greatest sum stands out among all, and stays, there is the echo.
struct EchoDelay: Sendable {
    /// How many delays there are [4 samples].
    static let count = 800
    /// What is left of a sum after each frame: half of it after a second.
    private static let memory: Float = 0.986
    /// How far the greatest sum stands out [ratio of squares to the mean]; of 800 random ones it stands out by 13.
    private static let clear: Float = 45
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
    private var sums = [Float](repeating: 0, count: Self.count)
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
        judge(peak())
    }

    private mutating func add(_ heard: Span<Float>, _ played: Span<Float>) {
        var span = sums.mutableSpan
        for place in 0..<Self.count { span[place] *= Self.memory }
        for index in 0..<heard.count {
            let (sample, shifted) = (heard[index], played.extracting(index..<index + Self.count))
            for place in 0..<Self.count { span[place] += sample * shifted[place] }
        }
    }

    /// The greatest square, and by how much it stands out.
    private func peak() -> (place: Int, isClear: Bool) {
        var (best, place, total): (Float, Int, Float) = (0, 0, 0)
        let span = sums.span
        for index in 0..<Self.count {
            let square = span[index] * span[index]
            total += square
            if square > best { (best, place) = (square, index) }
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
