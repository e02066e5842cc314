import Audio

/// Turns what the jitter buffer gives into 20 ms of sound, whatever is missing.
struct FrameDecoder: Sendable {
    private var concealment: PacketLossConcealment
    private var noise: ComfortNoise
    /// Frames that nobody wanted decoded: as many as a gap after them goes on with, and no more.
    private var handedOn = InlineArray<3, BufferedFrame>(repeating: BufferedFrame())
    private var newest = 0
    private var handedOnCount = 0
    /// Enough to bridge the step from made-up samples to real ones [samples].
    private static let seam = 8

    init(seed: UInt64) {
        concealment = PacketLossConcealment(seed: seed)
        noise = ComfortNoise(seed: seed &+ 1)
    }

    /// The sender describes its silence by the first octet of a comfort-noise payload [-dBov] (RFC 3389, section 3.1).
    mutating func adjustNoise(toLevelOctet octet: UInt8) {
        noise.adjust(toLevelOctet: octet)
    }

    /// Keeps a whole frame as it is, in case a gap follows; false when it has to be decoded, as a gap ends with it.
    mutating func handOn(_ frame: borrowing BufferedFrame) -> Bool {
        guard !concealment.isInGap else { return false }
        newest = newest == 2 ? 0 : newest + 1
        handedOn[newest] = copy frame
        handedOnCount = min(handedOnCount + 1, 3)
        return true
    }

    /// Decodes what was handed on, as the sound goes on from there.
    private mutating func catchUp() {
        var frame = AudioFrame.silence
        while handedOnCount > 0 {
            FrameDecoder.decode(handedOn[(newest + 4 - handedOnCount) % 3], into: &frame)
            concealment.received(&frame)
            handedOnCount -= 1
        }
    }

    /// Writes the frame and tells what it is.
    mutating func decode(
        _ taken: JitterBuffer.Taken, _ first: borrowing BufferedFrame, _ second: borrowing BufferedFrame,
        into frame: inout AudioFrame
    ) -> Playout {
        catchUp()
        switch taken {
        case .frame:
            FrameDecoder.decode(first, into: &frame)
            concealment.received(&frame)
            return .decoded
        case .twoFrames:
            melt(first, second, into: &frame)
            return .decoded
        case .part(let reason):
            patch(first, into: &frame)
            return .concealed(reason)
        case .nothing(.suppressed):
            frame = noise.next()
            return .comfortNoise
        case .nothing(let reason):
            frame = concealment.conceal()
            return .concealed(reason)
        case .notStarted:
            frame = noise.next()
            return .notStarted
        }
    }

    private static func decode(_ buffered: borrowing BufferedFrame, into frame: inout AudioFrame) {
        G711.decode(buffered.octets.span, buffered.law, into: &frame)
    }

    /// Fades from one frame to the next, so that two take the time of one.
    private mutating func melt(_ first: borrowing BufferedFrame, _ second: borrowing BufferedFrame, into frame: inout AudioFrame) {
        var later = AudioFrame.silence
        FrameDecoder.decode(first, into: &frame)
        FrameDecoder.decode(second, into: &later)
        let count = Int32(AudioFrame.sampleCount)
        for index in 0..<AudioFrame.sampleCount {
            let share = Int32(index)
            let sum = Int32(frame[index]) * (count - share) + Int32(later[index]) * share
            frame[index] = Int16(truncatingIfNeeded: sum / count)
        }
        concealment.received(&frame)
    }

    /// Lays what came over what was made up; each beginning of real sound fades in.
    private mutating func patch(_ buffered: borrowing BufferedFrame, into frame: inout AudioFrame) {
        frame = concealment.conceal()
        let octets = buffered.octets.span
        var run = buffered.isPresent(0) ? FrameDecoder.seam : 0
        for index in 0..<AudioFrame.sampleCount {
            guard buffered.isPresent(index) else {
                run = 0
                continue
            }
            run = min(run + 1, FrameDecoder.seam)
            let real = Int32(G711.decode(octets[index], buffered.law))
            let mixed = real * Int32(run) + Int32(frame[index]) * Int32(FrameDecoder.seam - run)
            frame[index] = Int16(truncatingIfNeeded: mixed / Int32(FrameDecoder.seam))
        }
    }
}
