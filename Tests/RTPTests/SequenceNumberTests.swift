import Testing

@testable import RTP

@Suite struct `Sequence numbers` {
    @Test func `65535 is followed by 0, which is newer`() {
        #expect(SequenceNumber(65535).next == SequenceNumber(0))
        #expect(SequenceNumber(0).isNewer(than: SequenceNumber(65535)))
        #expect(SequenceNumber(65535).distance(from: SequenceNumber(2)) == -3)
    }
}
