import Audio
import Testing

@testable import RTP

/// A datagram that is not RTCP, and why.
struct MalformedControl: Sendable, CustomTestStringConvertible {
    var name: String
    var octets: [UInt8]
    var error: RTCPError
    var testDescription: String { name }
}

@Suite struct `RTCP` {
    private static let block = ReportBlock(
        source: SSRC(5), fractionLost: 200, cumulativeLost: -3, highestSequence: 0x0001_0002, jitter: 33, lastReport: 0x1234_5678,
        delaySinceLastReport: 65536)
    private static let information = SenderInformation(
        time: NTPTime(0x0102_0304_0506_0708), timestamp: RTPTimestamp(0xffff_fff0), packetCount: 7, octetCount: 1120)

    @Test(arguments: ["", "a", "ab", "abc", "hotline@example.net", String(repeating: "x", count: 300)])
    func `what is written is read`(name: String) throws {
        var octets = [UInt8](repeating: 0xee, count: RTPSession.reportSize)
        var span = octets.mutableSpan
        var writer = RTCPWriter()
        writer.senderReport(from: SSRC(9), RTCP.information, RTCP.block, into: &span)
        writer.sourceDescription(of: SSRC(9), canonicalName: name, into: &span)
        writer.goodbye(of: SSRC(9), into: &span)
        let datagram = Array(octets.prefix(writer.size))
        #expect(datagram.count % 4 == 0)
        var reader = RTCPReader()
        guard case .senderReport(let source, let information, let blocks)? = try reader.next(in: datagram.span) else {
            Issue.record("no sender report")
            return
        }
        #expect(source == SSRC(9))
        #expect(information == RTCP.information)
        #expect(blocks.count == 1)
        let block = blocks.block(0, in: datagram.span)
        #expect(block == RTCP.block)
        let beyond = blocks.block(1, in: datagram.span)
        #expect(beyond == nil)
        let rest = [try reader.next(in: datagram.span), try reader.next(in: datagram.span), try reader.next(in: datagram.span)]
        #expect(rest == [.sourceDescription, .goodbye(SSRC(9)), nil])
    }

    @Test(arguments: [
        MalformedControl(name: "three octets", octets: [0x80, 201, 0], error: .tooShort),
        MalformedControl(name: "version 1", octets: [0x40, 201, 0, 1, 0, 0, 0, 1], error: .wrongVersion),
        MalformedControl(name: "longer than all", octets: [0x80, 201, 0, 2, 0, 0, 0, 1], error: .tooShort),
        MalformedControl(name: "longer than anything", octets: [0x80, 201, 0xff, 0xff, 0, 0, 0, 1], error: .tooShort),
        MalformedControl(name: "a report without its source", octets: [0x80, 201, 0, 0], error: .badCount),
        MalformedControl(name: "a block that is missing", octets: [0x81, 201, 0, 1, 0, 0, 0, 1], error: .badCount),
        MalformedControl(name: "a sender report of one word", octets: [0x80, 200, 0, 1, 0, 0, 0, 1], error: .badCount),
        MalformedControl(name: "a goodbye of 31 sources", octets: [0x9f, 203, 0, 1, 0, 0, 0, 1], error: .badCount),
        MalformedControl(name: "padding of none", octets: [0xa0, 201, 0, 1, 0, 0, 0, 0], error: .badPadding),
        MalformedControl(name: "padding of three octets", octets: [0xa0, 201, 0, 2, 0, 0, 0, 1, 0, 0, 0, 3], error: .badPadding),
        MalformedControl(name: "padding longer than the packet", octets: [0xa0, 201, 0, 1, 0, 0, 0, 8], error: .badPadding),
        MalformedControl(
            name: "padding before the last packet", octets: [0xa0, 201, 0, 2, 0, 0, 0, 1, 0, 0, 0, 4, 0x80, 201, 0, 1, 0, 0, 0, 1],
            error: .badPadding),
        MalformedControl(name: "rubbish after a good packet", octets: [0x80, 201, 0, 1, 0, 0, 0, 1, 0x80, 201], error: .tooShort),
    ]) func `malformed datagrams are refused whole`(_ row: MalformedControl) {
        var error: RTCPError?
        var reader = RTCPReader()
        do throws(RTCPError) { while try reader.next(in: row.octets.span) != nil {} } catch let thrown { error = thrown }
        #expect(error == row.error)
        var session = RTPSession(.usual())
        guard row.octets[1] >= 192, row.octets[0] >> 6 == 2 else { return }
        #expect(session.hear(row.octets, from: .caller) == .ignored(.malformedControl))
        #expect(session.statistics.ignored(.malformedControl) == 1)
    }

    /// Two sessions that talk to each other; each datagram takes 30 ms.
    private struct Conversation {
        var near = RTPSession(.usual(expecting: .caller))
        var far: RTPSession
        var milliseconds = 0

        init() {
            var configuration = RTPConfiguration.usual(expecting: .caller)
            configuration.ssrc = SSRC(0x3333_3333)
            configuration.seed = 99
            far = RTPSession(configuration)
        }

        /// A minute of audio both ways, and the reports that fall due.
        mutating func talk(losing: (Int) -> Bool = { _ in false }) {
            for number in 0..<3000 {
                milliseconds += 20
                let there = near.nextDatagram(at: milliseconds)
                let back = far.nextDatagram(at: milliseconds)
                if !losing(number) { _ = far.hear(there, at: milliseconds + 30) }
                _ = near.hear(back, at: milliseconds + 30)
                let report = near.nextReportDatagram(at: milliseconds)
                if !report.isEmpty { _ = far.hear(report, at: milliseconds + 30) }
                let answer = far.nextReportDatagram(at: milliseconds)
                if !answer.isEmpty { _ = near.hear(answer, at: milliseconds + 30) }
            }
        }
    }

    @Test func `two sessions learn losses, jitter and round trip from each other`() throws {
        var conversation = Conversation()
        conversation.talk { $0 % 10 == 9 }
        let near = conversation.near.statistics
        #expect((8...20).contains(near.sent.reports))
        #expect(near.remote.reports == conversation.far.statistics.sent.reports)
        #expect(abs(near.remote.fractionLost - 0.1) < 0.02)
        #expect((200...300).contains(near.remote.lost))
        let roundTrip = try #require(near.remote.roundTrip)
        #expect((55...65).contains(roundTrip))
        #expect(conversation.far.statistics.received.lost == 299)
        #expect(conversation.near.statistics.received.lost == 0)
    }

    @Test func `reports are spread around five seconds and never come in a burst`() {
        var session = RTPSession(.usual())
        var times = [Int]()
        for milliseconds in stride(from: 0, to: 300_000, by: 20) {
            _ = session.nextDatagram(at: milliseconds)
            if !session.nextReportDatagram(at: milliseconds).isEmpty { times.append(milliseconds) }
        }
        let gaps = zip(times, times.dropFirst()).map { $1 - $0 }
        #expect(gaps.allSatisfy { $0 >= 2000 && $0 <= 12_400 })
        #expect((40...90).contains(times.count))
    }

    @Test func `the first report of who only listens is a receiver report`() throws {
        var session = RTPSession(.usual())
        var report = [UInt8]()
        for milliseconds in stride(from: 0, to: 20_000, by: 20) where report.isEmpty {
            report = session.nextReportDatagram(at: milliseconds)
        }
        var reader = RTCPReader()
        guard case .receiverReport(session.ssrc, let blocks)? = try reader.next(in: report.span) else {
            Issue.record("no receiver report")
            return
        }
        #expect(blocks.count == 0)
    }

    @Test func `goodbye is told and heard`() {
        var conversation = Conversation()
        conversation.talk()
        var octets = [UInt8](repeating: 0, count: RTPSession.reportSize)
        var span = octets.mutableSpan
        let size = conversation.near.goodbye(into: &span, at: .milliseconds(61_000))
        #expect(conversation.far.hear(Array(octets.prefix(size)), at: 61_030) == .goodbye)
        #expect(conversation.far.remoteSSRC == nil)
    }

    @Test func `who has not said anything does not say goodbye`() {
        var session = RTPSession(.usual())
        var octets = [UInt8](repeating: 0, count: RTPSession.reportSize)
        var span = octets.mutableSpan
        let size = session.goodbye(into: &span, at: .zero)
        #expect(size == 0)
    }

    @Test func `reports of strangers are not believed`() {
        var conversation = Conversation()
        conversation.talk()
        var octets = [UInt8](repeating: 0, count: RTPSession.reportSize)
        var span = octets.mutableSpan
        let size = conversation.near.goodbye(into: &span, at: .zero)
        #expect(conversation.far.hear(Array(octets.prefix(size)), from: .stranger) == .ignored(.wrongSource))
        #expect(conversation.far.hear(Array(octets.prefix(size)), from: TransportAddress.caller.at(port: 4001)) == .goodbye)
    }
}

extension RTPSession {
    /// The report that is due, or nothing.
    mutating func nextReportDatagram(at milliseconds: Int) -> [UInt8] {
        var octets = [UInt8](repeating: 0, count: RTPSession.reportSize)
        var span = octets.mutableSpan
        let size = report(into: &span, at: .milliseconds(milliseconds))
        return Array(octets.prefix(size))
    }
}
