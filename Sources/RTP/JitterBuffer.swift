import Audio

/// Puts packets back in order and in time, with no more delay than the network's jitter asks for.
///
/// ```
/// receive: --[ts]--> SampleRing (256 ms, by timestamp)          take, every 20 ms: 160 samples from `position` on
///                        consumed | position ......... newest
/// ```
/// Time here is what has been taken: each frame moves it by 20 ms. A packet's transit time is that less its timestamp, and
/// the delay is the same of `position`, so a packet is in time exactly when its transit time is at most the delay.
/// ``TransitWindow`` tells what delay would do. It is made longer by a made-up frame, at once when nothing has come and soon when
/// packets come late; it is made shorter, one frame at a time, by leaving out a quiet frame or melting two into one. When the
/// sender has been silent the next spurt starts with the delay that is right.
struct JitterBuffer: Sendable {
    /// What has happened to audio packets and frames.
    struct Counts: Hashable, Sendable {
        /// Packets whose time had wholly passed.
        var late = 0
        /// Frames of silence or speech that were put in to lengthen the delay.
        var inserted = 0
        /// Frames left out or melted to shorten it.
        var removed = 0
        /// Times that the position was set anew.
        var restarts = 0
    }

    /// Whether a packet was kept.
    enum Verdict: Hashable {
        case kept
        case late
        case jumped
    }

    static let frame = Int64(AudioFrame.sampleCount)
    /// A timestamp this far behind is not late but another clock's [samples].
    static let longestLateness: Int64 = 4000

    /// The most delay that jitter may cause [samples].
    let maximumDelay: Int64
    var ring = SampleRing()
    var window = TransitWindow()
    var counts = Counts()

    /// The extended timestamp of the next sample to be taken.
    var position: Int64 = 0
    /// The extended timestamp after the newest sample that came.
    var newest: Int64 = 0
    /// The newest packet's size [samples].
    var newestSize: Int64 = 0
    /// Samples taken so far.
    var clock: Int64 = 0
    var isAnchored = false
    var isPlaying = false
    /// The sender is known to be silent: it said so, or has sent nothing for long.
    var isSilent = false

    /// The newest gap that the sender left on purpose: its packets' numbers are contiguous.
    var pauseStart: Int64 = 0
    var pauseEnd: Int64 = 0
    /// Made-up samples since the last full frame, for which `position` did not move.
    var stalled: Int64 = 0
    /// Frames since the last sample came out.
    var emptyFrames = 0
    var framesSinceStart = 0
    var framesSinceChange = 0
    var lastTransit: Int64 = 0
    private var afterJump: Int64?

    init(maximumDelayMilliseconds: Int) {
        maximumDelay = Int64(max(20, min(maximumDelayMilliseconds, 160))) * 8
    }

    /// How much later a sample is heard than if the quickest packets were all [samples].
    var delay: Int64 { clock &- position &- (window.lower ?? clock &- position) }

    /// Takes a packet of 1 to 960 octets.
    ///
    /// - Parameters:
    ///   - isNewest: no packet with a later number has come.
    ///   - isContiguous: it is the newest, and the one before it in number was the newest before.
    mutating func receive(
        _ octets: Span<UInt8>, _ law: G711.Law, timestamp: RTPTimestamp, isNewest: Bool, isContiguous: Bool
    ) -> Verdict {
        let start = timestamp.extended(near: isAnchored ? newest : 0)
        let end = start &+ Int64(octets.count)
        guard isAnchored else {
            anchor(at: start)
            return store(octets, law, from: start, to: end)
        }
        if isNewest, newest <= position, isSilent || (isContiguous && start > newest) {
            resume(at: start)
        } else if start < position &- JitterBuffer.longestLateness || end > position &+ Int64(SampleRing.capacity) {
            guard isPlaying ? isConfirmed(start) : isNewest else {
                afterJump = end
                return .jumped
            }
            anchor(at: start)
        }
        afterJump = nil
        if isContiguous, start > newest { (pauseStart, pauseEnd) = (newest, start) }
        if isNewest { isSilent = false }
        return store(octets, law, from: start, to: end)
    }

    /// The sender has announced that it will be silent, or sends events instead of audio.
    mutating func fallSilent() {
        isSilent = true
    }

    /// Forgets all that was buffered and learnt: another source, or a new beginning.
    mutating func reset() {
        ring.clear(from: 0, to: Int64(SampleRing.capacity))
        window = TransitWindow()
        (position, newest, newestSize) = (0, 0, 0)
        (pauseStart, pauseEnd, stalled) = (0, 0, 0)
        (isAnchored, isPlaying, isSilent) = (false, false, false)
        emptyFrames = 0
        afterJump = nil
    }

    /// Whether this packet goes on where the one that jumped led to.
    private func isConfirmed(_ start: Int64) -> Bool {
        guard let afterJump else { return false }
        return abs(start &- afterJump) < Int64(SampleRing.capacity)
    }

    private mutating func store(_ octets: Span<UInt8>, _ law: G711.Law, from start: Int64, to end: Int64) -> Verdict {
        lastTransit = clock &- start
        if isPlaying { window.add(lastTransit) }
        if !isPlaying, start < position, newest &- start <= Int64(SampleRing.capacity) { position = start }
        guard end > position else {
            counts.late += 1
            return .late
        }
        let skipped = Int(max(0, position &- start))
        ring.write(octets.extracting(skipped..<octets.count), law, at: start &+ Int64(skipped))
        if end > newest {
            newest = end
            newestSize = end &- start
        }
        return .kept
    }

    /// Begins at `start` with nothing known; the position is settled by the first frame that is taken.
    private mutating func anchor(at start: Int64) {
        if isPlaying { counts.restarts += 1 }
        ring.clear(from: 0, to: Int64(SampleRing.capacity))
        window = TransitWindow()
        position = start
        newest = start
        isAnchored = true
        isPlaying = false
        stalled = 0
    }

    /// A talk spurt begins while nothing is buffered: now the delay can be what it should be without anyone hearing it change.
    private mutating func resume(at start: Int64) {
        let transit = clock &- start
        guard let lower = window.lower, let upper = window.upper,
            transit >= lower &- maximumDelay, transit <= lower &+ maximumDelay
        else {
            anchor(at: start)
            return
        }
        position = clock &- max(transit, min(upper, lower &+ maximumDelay))
        (pauseStart, pauseEnd) = (position, start)
        stalled = 0
        emptyFrames = 0
    }
}
