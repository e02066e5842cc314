import Audio

/// The peer's SSRC with its sequence numbers and statistics, and the one that may follow it.
struct RemoteSource: Hashable, Sendable {
    /// Consecutive packets of another SSRC, with none of the present one between, that make it the peer's (RFC 3550, A.1).
    static let requiredPackets = 2

    /// What is to be done with a packet.
    enum Verdict: Hashable {
        /// It is used; the tracker says how it stands to the others.
        case tracked(SequenceTracker.Verdict)
        /// The first packet of a source, the first one or another.
        case began
        /// Another SSRC that has not proved itself.
        case onProbation
    }

    private(set) var ssrc: SSRC?
    private(set) var tracker = SequenceTracker(startingAt: SequenceNumber(0))
    private(set) var reception = ReceptionStatistics()
    private var candidate: SSRC?
    private var probation = SequenceProbation(required: RemoteSource.requiredPackets)

    /// Packets that never came.
    var missing: Int64 { reception.missing(expected: expected) }

    private var expected: Int64 { ssrc == nil ? 0 : tracker.expected }

    /// Takes a packet; the first source is believed at once, for its address has already been judged.
    mutating func receive(_ packet: RTPPacket) -> Verdict {
        guard let ssrc else { return begin(packet) }
        guard packet.ssrc == ssrc else { return challenge(packet) }
        candidate = nil
        let former = tracker.expected
        let verdict = tracker.receive(packet.sequence)
        switch verdict {
        case .jumped: break
        case .restarted:
            reception.startOver(expected: former)
            reception.count(isDuplicate: false)
        case .duplicate: reception.count(isDuplicate: true)
        case .newest, .reordered: reception.count(isDuplicate: false)
        }
        return .tracked(verdict)
    }

    /// Follows the transit time of an audio packet.
    mutating func follow(_ timestamp: RTPTimestamp, at now: MediaTime) {
        reception.follow(timestamp, at: now)
    }

    /// The peer has said goodbye, or signalling has: the next source is believed at once.
    mutating func leave() {
        reception.startOver(expected: expected)
        ssrc = nil
        candidate = nil
    }

    /// The losses since the last report.
    mutating func report() -> (fractionLost: UInt8, cumulativeLost: Int32) {
        reception.report(expected: tracker.expected)
    }

    private mutating func challenge(_ packet: RTPPacket) -> Verdict {
        if candidate != packet.ssrc {
            candidate = packet.ssrc
            probation = SequenceProbation(required: RemoteSource.requiredPackets)
        }
        guard probation.passes(packet.sequence) else { return .onProbation }
        reception.startOver(expected: expected)
        return begin(packet)
    }

    private mutating func begin(_ packet: RTPPacket) -> Verdict {
        ssrc = packet.ssrc
        candidate = nil
        tracker = SequenceTracker(startingAt: packet.sequence)
        reception.count(isDuplicate: false)
        return .began
    }
}
