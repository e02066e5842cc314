import Audio

/// Decides whose packets are the peer's, and where ours go (symmetric RTP, RFC 4961).
///
/// The peer's SDP names an address. Behind a network address translator the packets come from another one, so another
/// source may prove itself by consecutive packets of one SSRC; from then on it is the peer. Several may try at the same time,
/// each for itself, and the first whose proof is complete is believed. Once a source is
/// latched, nobody else can take its place, but for the address of the SDP itself during the first moments, and until
/// ``reopen(expecting:at:)`` says that signalling has changed. A packet of the latched source sets all
/// others' proofs back to their beginning, so that a stream that flows cannot be stolen even then.
public struct SymmetricLatch: Sendable {
    /// Whom to trust.
    public enum Policy: Hashable, Sendable {
        /// Only the address that SDP named.
        case strict
        /// Also who proves itself when SDP's address says nothing.
        case symmetric
    }

    /// What is to be done with a packet.
    enum Verdict: Hashable {
        case accepted
        case onProbation
        case wrongSource
    }

    /// How many consecutive packets an unknown source must send.
    static let requiredPackets = 3
    /// How long SDP's own address may still take the place of another, and a latch opened by a re-INVITE stays open.
    static let firstMoments = MediaTime.milliseconds(5000)

    private let policy: Policy
    private var expected: TransportAddress?
    private(set) var latched: TransportAddress?
    /// Where our packets go: where the peer's come from, else where SDP says.
    private(set) var remoteAddress: TransportAddress?
    /// Until when SDP's own address may take the latch.
    private var claimableUntil = MediaTime.zero
    /// Until when, after a re-INVITE, anyone may who proves itself.
    private var openUntil = MediaTime.zero
    private var candidates = LatchCandidates()

    init(_ policy: Policy, expecting expected: TransportAddress?) {
        self.policy = policy
        self.expected = expected
        remoteAddress = expected
    }

    /// Judges the source of a packet.
    mutating func judge(_ packet: RTPPacket, from source: TransportAddress, at now: MediaTime) -> Verdict {
        if source == latched {
            candidates.forget()
            if now > openUntil { remoteAddress = latched }
            return .accepted
        }
        if source == expected, latched == nil || now <= claimableUntil {
            latch(source, at: now)
            return .accepted
        }
        guard policy == .symmetric, latched == nil || now <= openUntil else { return .wrongSource }
        guard candidates.passes(packet, from: source) else { return .onProbation }
        latch(source, at: now)
        return .accepted
    }

    /// Whether RTCP from there can be the peer's: the machine is the right one, the port may be another.
    func isPeer(_ source: TransportAddress) -> Bool {
        if let latched { return source.isSameHost(as: latched) }
        return expected.map(source.isSameHost(as:)) ?? false
    }

    /// A re-INVITE names an address, perhaps the same: who is latched is heard until another takes its place.
    mutating func reopen(expecting expected: TransportAddress?, at now: MediaTime) {
        if expected != self.expected { remoteAddress = expected }
        self.expected = expected
        openUntil = now + SymmetricLatch.firstMoments
        claimableUntil = openUntil
        candidates.forget()
    }

    /// The peer was found there before: nobody else has to be looked for.
    mutating func keep(_ source: TransportAddress) {
        latched = source
        remoteAddress = source
    }

    private mutating func latch(_ source: TransportAddress, at now: MediaTime) {
        latched = source
        remoteAddress = source
        candidates.forget()
        openUntil = now - MediaTime(samples: 1)
        claimableUntil = now + SymmetricLatch.firstMoments
    }
}
