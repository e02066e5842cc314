/// Follows the sequence numbers of one source through wraps, losses, reordering and restarts (RFC 3550, A.1).
struct SequenceTracker: Hashable, Sendable {
    /// What a packet's number says of the packet.
    enum Verdict: Hashable {
        /// It is the newest; `missing` packets between it and the one before have not come.
        case newest(missing: Int)
        /// An older one that had been missing.
        case reordered
        /// It has been here before.
        case duplicate
        /// Far from all others; a second one in sequence will be believed.
        case jumped
        /// The second one after a jump: the source has started over.
        case restarted
    }

    /// A gap of this many packets is a jump (RFC 3550, A.1, MAX_DROPOUT: one minute of 20 ms packets).
    static let maximumDropout = 3000
    /// This many packets back is a jump too (RFC 3550, A.1, MAX_MISORDER: two seconds).
    static let maximumMisorder = 100

    /// The first number, extended; it has no cycles.
    private(set) var base: Int64
    /// The newest number, extended by the cycles counted so far.
    private(set) var newest: Int64
    /// Bit n tells that `newest - n` has come.
    private var seen: UInt64 = 1
    /// What would follow the number that jumped.
    private var afterJump: SequenceNumber?

    /// Starts with the first packet's number.
    init(startingAt sequence: SequenceNumber) {
        base = Int64(sequence.rawValue)
        newest = base
    }

    /// How many packets the source has sent, as far as we can tell (RFC 3550, A.3).
    var expected: Int64 { newest &- base &+ 1 }

    /// Takes a packet's number.
    mutating func receive(_ sequence: SequenceNumber) -> Verdict {
        let distance = sequence.distance(from: SequenceNumber(UInt16(truncatingIfNeeded: newest)))
        if distance > 0, distance < SequenceTracker.maximumDropout { return advance(by: distance) }
        if distance <= 0, distance > -SequenceTracker.maximumMisorder { return lookBack(by: -distance) }
        guard sequence == afterJump else {
            afterJump = sequence.next
            return .jumped
        }
        self = SequenceTracker(startingAt: sequence)
        return .restarted
    }

    private mutating func advance(by distance: Int) -> Verdict {
        afterJump = nil
        newest &+= Int64(distance)
        seen = distance < 64 ? seen << UInt64(distance) | 1 : 1
        return .newest(missing: distance - 1)
    }

    private mutating func lookBack(by distance: Int) -> Verdict {
        // What is older than the window cannot be told from a duplicate; it is too late to be heard anyway.
        guard distance < 64, seen & 1 << UInt64(distance) == 0 else { return .duplicate }
        seen |= 1 << UInt64(distance)
        return .reordered
    }
}
