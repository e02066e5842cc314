import Audio

extension JitterBuffer {
    /// What the next 20 ms are.
    enum Taken: Hashable {
        /// All 160 samples are there.
        case frame
        /// Two frames, to be melted into one.
        case twoFrames
        /// Some are there; the others are missing for this reason.
        case part(Concealment)
        /// None is there.
        case nothing(Concealment)
        /// Nothing has ever come.
        case notStarted
    }

    /// After this many empty frames the sender is taken to be silent.
    static let silentAfter = 10
    /// Between two changes of the delay at least this many frames pass, when nobody speaks [frames].
    static let quietInterval = 3
    /// The same while somebody speaks [frames].
    static let speechInterval = 25
    /// In the first half second what piled up before the call is thrown away at once [frames].
    static let firstMoments = 25

    /// Takes the next frame out; `second` is written for ``Taken/twoFrames`` only.
    mutating func take(into first: inout BufferedFrame, second: inout BufferedFrame) -> Taken {
        guard isAnchored else { return .notStarted }
        if !isPlaying { begin() }
        discardPileUp()
        let taken = next(into: &first, second: &second)
        clock &+= JitterBuffer.frame
        framesSinceStart += 1
        framesSinceChange += 1
        window.advance()
        return taken
    }

    /// The first frame: of all that has come before it, the newest 20 ms (or the newest packet) are kept.
    private mutating func begin() {
        isPlaying = true
        framesSinceStart = 0
        emptyFrames = 0
        dropBefore(newest &- max(JitterBuffer.frame, newestSize))
        lastTransit = clock &- position
        window.add(lastTransit)
    }

    private mutating func discardPileUp() {
        guard framesSinceStart < JitterBuffer.firstMoments, clock &- position &- lastTransit >= 3 * JitterBuffer.frame else { return }
        dropBefore(newest &- max(JitterBuffer.frame, newestSize))
        window = TransitWindow()
        lastTransit = clock &- position
        window.add(lastTransit)
    }

    private mutating func dropBefore(_ start: Int64) {
        guard start > position else { return }
        ring.clear(from: position, to: start)
        counts.removed += Int((start &- position) / JitterBuffer.frame)
        position = start
    }

    private mutating func next(into first: inout BufferedFrame, second: inout BufferedFrame) -> Taken {
        guard newest > position else { return runEmpty() }
        let run = ring.run(from: position, limit: AudioFrame.sampleCount)
        if run == AudioFrame.sampleCount { return takeFull(into: &first, second: &second) }
        if position &+ Int64(run) == newest { return takeTail(run, into: &first) }
        if run == 0, stalled > 0 { return skipHole(into: &first, second: &second) }
        let reason = reasonOfHole(at: position &+ Int64(run))
        ring.take(from: position, into: &first)
        position &+= JitterBuffer.frame
        emptyFrames = run == 0 ? emptyFrames + 1 : 0
        let isEmpty = first.present[0] | first.present[1] | (first.present[2] & 0xffff_ffff) == 0
        return isEmpty ? .nothing(reason) : .part(reason)
    }

    private func reasonOfHole(at hole: Int64) -> Concealment {
        hole >= pauseStart && hole < pauseEnd ? .suppressed : .lost
    }

    /// What was made up while nothing was here has already stood for the packet that is now known to be lost.
    private mutating func skipHole(into first: inout BufferedFrame, second: inout BufferedFrame) -> Taken {
        let hole = Int64(ring.hole(from: position, limit: Int(min(stalled, Int64(SampleRing.capacity)))))
        position &+= hole
        stalled = 0
        return next(into: &first, second: &second)
    }

    /// All 160 are there; now is the time to change the delay, if it should be.
    private mutating func takeFull(into first: inout BufferedFrame, second: inout BufferedFrame) -> Taken {
        emptyFrames = 0
        stalled = 0
        let surplus = clock &- position &- wantedDelay
        if surplus < 0, mayChange(quietOnly: false, interval: JitterBuffer.quietInterval) {
            framesSinceChange = 0
            counts.inserted += 1
            return .nothing(.late)
        }
        if surplus >= JitterBuffer.frame, newest &- position >= 2 * JitterBuffer.frame {
            if mayChange(quietOnly: true, interval: JitterBuffer.quietInterval) {
                leaveOutFrame()
            } else if framesSinceChange >= JitterBuffer.speechInterval, isFull(at: position &+ JitterBuffer.frame) {
                return meltFrames(into: &first, second: &second)
            }
        }
        guard isFull(at: position) else { return next(into: &first, second: &second) }
        ring.take(from: position, into: &first)
        position &+= JitterBuffer.frame
        return .frame
    }

    /// The delay that the last seconds asked for, as a difference of clock and position [samples].
    private var wantedDelay: Int64 {
        guard let lower = window.lower, let upper = window.upper else { return clock &- position }
        return min(upper, lower &+ maximumDelay)
    }

    private func mayChange(quietOnly: Bool, interval: Int) -> Bool {
        guard framesSinceChange >= interval else { return false }
        return !quietOnly && framesSinceChange >= 2 * interval || ring.isQuiet(at: position)
    }

    private func isFull(at start: Int64) -> Bool {
        ring.run(from: start, limit: AudioFrame.sampleCount) == AudioFrame.sampleCount
    }

    private mutating func leaveOutFrame() {
        ring.clear(from: position, to: position &+ JitterBuffer.frame)
        position &+= JitterBuffer.frame
        framesSinceChange = 0
        counts.removed += 1
    }

    private mutating func meltFrames(into first: inout BufferedFrame, second: inout BufferedFrame) -> Taken {
        ring.take(from: position, into: &first)
        ring.take(from: position &+ JitterBuffer.frame, into: &second)
        position &+= 2 * JitterBuffer.frame
        framesSinceChange = 0
        counts.removed += 1
        return .twoFrames
    }

    /// The newest samples do not fill the frame: the rest is made up, and the delay grows by it.
    private mutating func takeTail(_ count: Int, into first: inout BufferedFrame) -> Taken {
        ring.take(from: position, into: &first)
        first.cut(to: count)
        position &+= Int64(count)
        stalled &+= JitterBuffer.frame - Int64(count)
        emptyFrames = 0
        return .part(isSilent ? .suppressed : .late)
    }

    /// Nothing is here. The position waits, as far as the delay may grow, and goes on when the sender is silent.
    private mutating func runEmpty() -> Taken {
        emptyFrames += 1
        if emptyFrames >= JitterBuffer.silentAfter { isSilent = true }
        guard !isSilent, delay &+ JitterBuffer.frame <= maximumDelay else {
            position &+= JitterBuffer.frame
            return .nothing(isSilent ? .suppressed : .late)
        }
        stalled &+= JitterBuffer.frame
        return .nothing(.late)
    }
}
