import Audio
import Testing

@testable import RTP

/// A packet's number and what A.1 makes of it.
struct SequenceRow: Sendable, CustomTestStringConvertible {
    var numbers: [UInt16]
    var last: SequenceTracker.Verdict
    var newest: Int64
    var why: String
    var testDescription: String { why }
}

@Suite struct `RFC 3550, appendix A` {
    @Test(arguments: [
        SequenceRow(numbers: [10, 11], last: .newest(missing: 0), newest: 11, why: "in order"),
        SequenceRow(numbers: [10, 14], last: .newest(missing: 3), newest: 14, why: "three are missing"),
        SequenceRow(numbers: [65535, 0], last: .newest(missing: 0), newest: 65536, why: "a cycle is counted"),
        SequenceRow(numbers: [65534, 2, 65535], last: .reordered, newest: 65538, why: "an older one from before the wrap"),
        SequenceRow(numbers: [10, 12, 11], last: .reordered, newest: 12, why: "reordered"),
        SequenceRow(numbers: [10, 12, 11, 11], last: .duplicate, newest: 12, why: "twice after reordering"),
        SequenceRow(numbers: [10, 10], last: .duplicate, newest: 10, why: "twice"),
        SequenceRow(numbers: [3, 2], last: .reordered, newest: 3, why: "before the first"),
        SequenceRow(numbers: [10, 3009], last: .newest(missing: 2998), newest: 3009, why: "the longest dropout"),
        SequenceRow(numbers: [10, 3010], last: .jumped, newest: 10, why: "a longer one is a jump"),
        SequenceRow(numbers: [10, 30000, 30001], last: .restarted, newest: 30001, why: "two in sequence restart"),
        SequenceRow(numbers: [10, 30000, 11, 30001], last: .jumped, newest: 11, why: "but not with one of the others between"),
        SequenceRow(numbers: [10, 30000, 40000], last: .jumped, newest: 10, why: "nor two that do not follow each other"),
        SequenceRow(numbers: [1000, 900], last: .jumped, newest: 1000, why: "a hundred back is a jump"),
        SequenceRow(numbers: [1000, 901], last: .duplicate, newest: 1000, why: "less is too old to be told from a duplicate"),
        SequenceRow(numbers: [1000, 937], last: .reordered, newest: 1000, why: "63 back is remembered"),
    ]) func `A.1: sequence numbers`(_ row: SequenceRow) {
        var tracker = SequenceTracker(startingAt: SequenceNumber(row.numbers[0]))
        var last = SequenceTracker.Verdict.jumped
        for number in row.numbers.dropFirst() { last = tracker.receive(SequenceNumber(number)) }
        #expect(last == row.last)
        #expect(tracker.newest == row.newest)
    }

    @Test func `A.1: every cycle is counted over 200,000 packets`() {
        var tracker = SequenceTracker(startingAt: SequenceNumber(65000))
        for number in 65001..<265_000 {
            #expect(tracker.receive(SequenceNumber(UInt16(truncatingIfNeeded: number))) == .newest(missing: 0))
        }
        #expect(tracker.newest == 264_999)
        #expect(tracker.expected == 200_000)
    }

    @Test func `A.1: an unannounced source needs consecutive packets`() {
        var probation = SequenceProbation(required: 3)
        let passed = [5, 6, 8, 9, 10, 11].map { probation.passes(SequenceNumber($0)) }
        #expect(passed == [false, false, false, false, true, true])
    }

    @Test func `A.3: losses are told as a fraction of 256 and in all`() {
        var source = RemoteSource()
        var peer = Peer()
        for number in 0..<100 {
            let datagram = peer.audio()
            if number % 4 != 3 { accept(datagram, by: &source) }
        }
        // The last packet is one of the lost, so 99 are known of, of which 24 are missing.
        let first = source.report()
        #expect(first.fractionLost == UInt8(24 * 256 / 99))
        #expect(first.cumulativeLost == 24)
        for _ in 0..<10 { accept(peer.audio(), by: &source) }
        let second = source.report()
        #expect(second.fractionLost == UInt8(1 * 256 / 11))
        #expect(second.cumulativeLost == 25)
        for _ in 0..<10 { accept(peer.audio(), by: &source) }
        #expect(source.report() == (0, 25))
    }

    @Test func `A.3: duplicates make the loss negative, not the fraction`() {
        var source = RemoteSource()
        var peer = Peer()
        for _ in 0..<10 {
            let datagram = peer.audio()
            accept(datagram, by: &source)
            accept(datagram, by: &source)
        }
        #expect(source.report() == (0, -10))
        #expect(source.missing == 0)
    }

    private func accept(_ datagram: [UInt8], by source: inout RemoteSource) {
        guard let packet = try? RTPPacket(parsing: datagram.span) else { return }
        _ = source.receive(packet)
    }

    @Test func `A.7: intervals are at least 2.5 s at first and 5 s later, half as much again or less, by the draw`() {
        func interval(_ draw: Double, isInitial: Bool) -> Double {
            RTCPInterval.seconds(
                members: 2, senders: 2, bandwidth: 500, weSent: true, averageSize: 120, isInitial: isInitial, draw: draw)
        }
        #expect(abs(interval(0, isInitial: true) - 2.5 * 0.5 / 1.21828) < 1e-9)
        #expect(abs(interval(0, isInitial: false) - 5 * 0.5 / 1.21828) < 1e-9)
        #expect(abs(interval(0.5, isInitial: false) - 5 / 1.21828) < 1e-9)
    }

    @Test func `A.7: with many members the bandwidth decides, and senders have a quarter of it`() {
        let receiver = RTCPInterval.seconds(
            members: 1000, senders: 10, bandwidth: 500, weSent: false, averageSize: 100, isInitial: false, draw: 0.5)
        let sender = RTCPInterval.seconds(
            members: 1000, senders: 10, bandwidth: 500, weSent: true, averageSize: 100, isInitial: false, draw: 0.5)
        #expect(abs(receiver - 100 * 990 / 375 / 1.21828) < 1e-9)
        #expect(abs(sender - 100 * 10 / 125 / 1.21828) < 1e-9)
    }

    @Test func `A.8: jitter follows the mean difference of transit times`() {
        var even = ReceptionStatistics()
        for number in 0..<500 {
            even.follow(RTPTimestamp(UInt32(160 * number) &- 1000), at: MediaTime(samples: Int64(160 * number + 77)))
        }
        #expect(even.jitter == 0)
        var uneven = ReceptionStatistics()
        for number in 0..<500 {
            uneven.follow(RTPTimestamp(UInt32(160 * number)), at: MediaTime(samples: Int64(160 * number + number % 2 * 40)))
        }
        // Each difference is 40; the estimate reaches it from below, in integers.
        #expect((38...40).contains(uneven.jitter))
    }

    @Test func `A.8: a new clock is not jitter`() {
        var statistics = ReceptionStatistics()
        statistics.follow(RTPTimestamp(0), at: .zero)
        statistics.follow(RTPTimestamp(1 << 31), at: .milliseconds(20))
        statistics.follow(RTPTimestamp(1 << 31 + 160), at: .milliseconds(40))
        #expect(statistics.jitter == 0)
    }
}
