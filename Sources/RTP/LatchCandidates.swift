/// The unknown sources that are proving themselves to a ``SymmetricLatch``, each for itself, so that no other one is in their way.
///
/// There is room for four; a fifth takes the place of the one that has been silent for longest.
struct LatchCandidates: Sendable {
    private struct Candidate: Sendable {
        var address: TransportAddress
        var ssrc: SSRC
        var probation: SequenceProbation
        /// Which packet of all candidates was its last.
        var turn: Int
    }

    private var places = InlineArray<4, Candidate?>(repeating: nil)
    /// Packets of candidates since all were forgotten.
    private var turn = 0

    /// Takes a packet of an unknown source; true with the packet that completes its proof.
    mutating func passes(_ packet: RTPPacket, from address: TransportAddress) -> Bool {
        turn += 1
        let place = place(of: packet.ssrc, address)
        var candidate =
            places[place]
            ?? Candidate(
                address: address, ssrc: packet.ssrc, probation: SequenceProbation(required: SymmetricLatch.requiredPackets), turn: turn)
        candidate.turn = turn
        let isProved = candidate.probation.passes(packet.sequence)
        places[place] = candidate
        return isProved
    }

    /// Sets every proof back to its beginning.
    mutating func forget() {
        guard turn > 0 else { return }
        turn = 0
        places = InlineArray(repeating: nil)
    }

    /// The source's own place; else one that is emptied for it.
    private mutating func place(of ssrc: SSRC, _ address: TransportAddress) -> Int {
        var (stalest, oldest) = (0, Int.max)
        for index in places.indices {
            let candidate = places[index]
            if candidate?.address == address, candidate?.ssrc == ssrc { return index }
            let last = candidate?.turn ?? 0
            if last < oldest { (stalest, oldest) = (index, last) }
        }
        places[stalest] = nil
        return stalest
    }
}
