/// The proof of consecutive packets that a source which nobody announced must give (RFC 3550, A.1, MIN_SEQUENTIAL).
struct SequenceProbation: Hashable, Sendable {
    /// How many consecutive packets are a proof.
    let required: Int
    private var expected: SequenceNumber?
    private var count = 0

    init(required: Int) {
        self.required = required
    }

    /// Takes a packet's number; returns `true` with the packet that completes the proof.
    mutating func passes(_ sequence: SequenceNumber) -> Bool {
        count = sequence == expected ? count + 1 : 1
        expected = sequence.next
        return count >= required
    }
}
