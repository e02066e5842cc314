/// Fills the gaps that lost packets leave, after ITU-T G.711 Appendix I.
///
/// A gap goes on with the last pitch period of what was heard, then with the last two, then three, so that it does not buzz;
/// after 10 ms it becomes softer by 20 % each 10 ms, and after 60 ms only the line's own noise is left, never digital zero.
///
/// The appendix delays all speech by 3.75 ms to have something to fade from when a gap begins. Here nothing is delayed:
/// the step between the last sample heard and the repeated period is taken out of the beginning of the period instead.
/// About 1.8 kB a call; a frame that arrives costs its copy and the sum of its squares.
public struct PacketLossConcealment: Sendable {
    private static let shortestPitch = 40  // 200 Hz
    private static let longestPitch = 120  // 66 Hz
    /// Three pitch periods and a quarter of one to fade across [samples].
    private static let pitchBufferCount = 390

    private var history = InlineArray<3, AudioFrame>(repeating: .silence)
    private var newest = 0
    private var received = 0

    private var pitchBuffer = InlineArray<390, Int16>(repeating: 0)
    private var pitch = 0
    /// How far into the present gap we are; 0 outside of gaps [samples].
    private var gap = 0
    /// Where in the repeated periods we are [samples].
    private var offset = 0
    /// What the last sample before the gap has over the one before the repeated period.
    private var step: Float = 0

    private var noise: ComfortNoise
    private var background: Float

    /// Starts with nothing heard; the seed is that of the noise.
    public init(seed: UInt64 = 1) {
        noise = ComfortNoise(level: -60, seed: seed)
        background = Float(Decibels(-60).meanSquare)
    }

    /// Whether the last frame was made up, so that the next one that arrives is faded in.
    public var isInGap: Bool { gap > 0 }

    /// Takes a frame that arrived; the first one after a gap is faded in over what the gap ended with.
    public mutating func received(_ frame: inout AudioFrame) {
        if gap > 0 {
            fade(into: &frame)
            gap = 0
        }
        learnBackground(of: frame)
        remember(frame)
        received = min(received + 1, history.count)
    }

    /// Makes the frame that did not arrive.
    public mutating func conceal() -> AudioFrame {
        if gap == 0 { beginGap() }
        var frame = AudioFrame.silence
        // Copied once: a span of the state itself would forbid to change the rest of it.
        let buffer = pitchBuffer
        var samples = frame.samples.mutableSpan
        for index in 0..<AudioFrame.sampleCount { samples[index] = Int16(clamped: nextSample(buffer.span)) }
        remember(frame)
        return frame
    }

    private mutating func remember(_ frame: borrowing AudioFrame) {
        newest = newest == 2 ? 0 : newest + 1
        history[newest] = copy frame
    }

    /// Follows the level of the pauses: down at once, up by 0.2 dB a frame; the first frame is the first guess.
    private mutating func learnBackground(of frame: borrowing AudioFrame) {
        let level = Float(frame.energy) / Float(AudioFrame.sampleCount)
        let (softest, loudest) = (Float(ComfortNoise.softest.meanSquare), Float(Decibels(-40).meanSquare))
        background = max(softest, min(level, received == 0 ? loudest : background * 1.05, loudest))
    }
}

// The gap itself.
extension PacketLossConcealment {
    private mutating func beginGap() {
        noise.level = Decibels(meanSquare: Double(background))
        guard received == history.count else {
            // Too little has been heard to go on with: noise at once.
            (pitch, offset, step, gap) = (Self.longestPitch, 0, 0, Self.fadeEnd)
            return
        }
        let first = history.count * AudioFrame.sampleCount - Self.pitchBufferCount
        for age in 0..<history.count { append(history[(newest + 1 + age) % 3], at: age * AudioFrame.sampleCount - first) }
        let heard = pitchBuffer.span
        pitch = Self.findPitch(heard)
        step = Float(heard[heard.count - 1]) - Float(heard[heard.count - 1 - pitch])
        offset = 0
    }

    /// Copies one frame of what was heard to the pitch buffer, from sample `start` on; what falls before its beginning is left out.
    private mutating func append(_ frame: AudioFrame, at start: Int) {
        let samples = frame.samples.span
        var buffer = pitchBuffer.mutableSpan
        for index in max(0, -start)..<samples.count { buffer[start + index] = samples[index] }
    }

    /// The lag at which the last 20 ms resemble most what was before them, first every second lag, then its neighbours (I.2.4).
    private static func findPitch(_ heard: Span<Int16>) -> Int {
        var best = (lag: longestPitch, score: -Float.infinity)
        for lag in stride(from: shortestPitch, through: longestPitch, by: 2) {
            let score = resemblance(heard, at: lag, stride: 2)
            if score > best.score { best = (lag, score) }
        }
        let coarse = best.lag
        best.score = -.infinity
        for lag in max(shortestPitch, coarse - 1)...min(longestPitch, coarse + 1) {
            let score = resemblance(heard, at: lag, stride: 1)
            if score > best.score { best = (lag, score) }
        }
        return best.lag
    }

    /// The normalised correlation of the last 20 ms with as much `lag` earlier, by every sample or every second one.
    @inline(__always)
    private static func resemblance(_ heard: Span<Int16>, at lag: Int, stride step: Int) -> Float {
        let count = AudioFrame.sampleCount
        let latest = heard.extracting(last: count)
        let earlier = heard.extracting(heard.count - count - lag..<heard.count - lag)
        var (product, energy): (Int64, Int64) = (0, 1)
        var index = 0
        while index < count {
            let sample = Int64(earlier[index])
            product &+= Int64(latest[index]) &* sample
            energy &+= sample &* sample
            index &+= step
        }
        return Float(product) / Float(energy).squareRoot()
    }

    /// After this much of a gap only noise is left [samples].
    private static let fadeEnd = 480
    /// Up to here a gap is as loud as what was before it [samples].
    private static let fadeStart = 80

    private mutating func nextSample(_ heard: Span<Int16>) -> Float {
        let loudness = gap < Self.fadeStart ? 1 : max(0, 1 - Float(gap - Self.fadeStart) / Float(Self.fadeEnd - Self.fadeStart))
        let hiss = Float(noise.nextSample())
        guard loudness > 0 else { return hiss }
        let quarter = pitch / 4
        let seam = gap < quarter ? step * (1 - Float(gap) / Float(quarter)) : 0
        let sample = repeated(heard, at: offset, quarter: quarter) + seam
        offset += 1
        if offset == periods * pitch { offset = 0 }
        gap += 1
        return sample * loudness + hiss * (1 - loudness)
    }

    /// One period in the first 10 ms, two in the next, then three (I.2.7).
    private var periods: Int { gap < 80 ? 1 : gap < 160 ? 2 : 3 }

    /// The repeated periods; their last quarter period fades into what preceded them, so that the end meets the beginning.
    private func repeated(_ heard: Span<Int16>, at offset: Int, quarter: Int) -> Float {
        let length = periods * pitch
        let start = Self.pitchBufferCount - length
        let place = min(offset, length - 1)
        let sample = Float(heard[start + place])
        let intoFade = place - (length - quarter)
        guard intoFade >= 0 else { return sample }
        let share = Float(intoFade + 1) / Float(quarter + 1)
        let earlier = Float(heard[start - quarter + intoFade])
        return sample * (1 - share) + earlier * share
    }

    /// Goes on with the gap while the frame fades in: a quarter period and 4 ms more for each 10 ms lost, 10 ms at most (I.2.8).
    private mutating func fade(into frame: inout AudioFrame) {
        let count = min(80, pitch / 4 + max(0, gap / 80 - 1) * 32)
        let buffer = pitchBuffer
        for index in 0..<count {
            let share = Float(index + 1) / Float(count + 1)
            frame[index] = Int16(clamped: Float(frame[index]) * share + nextSample(buffer.span) * (1 - share))
        }
    }
}
