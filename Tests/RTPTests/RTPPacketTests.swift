import Testing

@testable import RTP

/// A datagram by its octets, and what its header says.
struct PacketRow: Sendable, CustomTestStringConvertible {
    var name: String
    var octets: [UInt8]
    var payload: Range<Int>?
    var error: RTPError?
    var testDescription: String { name }
}

@Suite struct `RTP packets` {
    static let fixed: [UInt8] = [0x80, 0x00, 0x12, 0x34, 0xde, 0xad, 0xbe, 0xef, 0xca, 0xfe, 0xba, 0xbe]

    /// The fixed header with another first octet, and what follows it.
    private static func header(_ first: UInt8, _ rest: [UInt8] = []) -> [UInt8] {
        [first] + fixed.dropFirst() + rest
    }

    @Test(arguments: [
        PacketRow(name: "nothing", octets: [], error: .tooShort),
        PacketRow(name: "eleven octets", octets: Array(fixed.dropLast()), error: .tooShort),
        PacketRow(name: "no payload", octets: fixed, payload: 12..<12),
        PacketRow(name: "two octets of payload", octets: fixed + [1, 2], payload: 12..<14),
        PacketRow(name: "version 1", octets: header(0x40), error: .wrongVersion),
        PacketRow(name: "two contributing sources", octets: header(0x82, Array(repeating: 9, count: 9)), payload: 20..<21),
        PacketRow(name: "contributing sources cut off", octets: header(0x82, Array(repeating: 9, count: 7)), error: .tooShort),
        PacketRow(name: "an extension of one word", octets: header(0x90, [0xbe, 0xde, 0, 1, 0, 0, 0, 0, 7]), payload: 20..<21),
        PacketRow(name: "an extension longer than all", octets: header(0x90, [0, 0, 0xff, 0xff]), error: .tooShort),
        PacketRow(name: "an extension cut off", octets: header(0x90, [0, 0, 0]), error: .tooShort),
        PacketRow(name: "padding", octets: header(0xa0, [7, 0, 0, 3]), payload: 12..<13),
        PacketRow(name: "nothing but padding", octets: header(0xa0, [0, 2]), payload: 12..<12),
        PacketRow(name: "padding of none", octets: header(0xa0, [7, 0]), error: .badPadding),
        PacketRow(name: "padding longer than the payload", octets: header(0xa0, [7, 3]), error: .badPadding),
        PacketRow(name: "padding announced, nothing there", octets: header(0xa0), error: .badPadding),
    ]) func `are read or refused`(_ row: PacketRow) {
        do {
            let packet = try RTPPacket(parsing: row.octets.span)
            #expect(packet.payload == row.payload)
            #expect(packet.sequence == SequenceNumber(0x1234))
            #expect(packet.timestamp == RTPTimestamp(0xdead_beef))
            #expect(packet.ssrc == SSRC(0xcafe_babe))
        } catch {
            #expect(error == row.error)
        }
    }

    @Test func `are read as they were written`() throws {
        let header = RTPPacket(
            marker: true, payloadType: .pcma, sequence: SequenceNumber(65535), timestamp: RTPTimestamp(1), ssrc: SSRC(.max), payloadSize: 3)
        var octets = [UInt8](repeating: 0, count: 15)
        var span = octets.mutableSpan
        let isWritten = header.writeHeader(into: &span)
        #expect(isWritten)
        let read = try RTPPacket(parsing: octets.span)
        #expect(read == header)
    }

    @Test func `are not written where they do not fit`() {
        let header = RTPPacket(
            marker: false, payloadType: .pcmu, sequence: SequenceNumber(0), timestamp: RTPTimestamp(0), ssrc: SSRC(0), payloadSize: 4)
        var octets = [UInt8](repeating: 7, count: 15)
        var span = octets.mutableSpan
        let isWritten = header.writeHeader(into: &span)
        #expect(!isWritten)
        #expect(octets == Array(repeating: 7, count: 15))
    }

    @Test func `addresses are written as people write them, and mapped ones are IPv4`() {
        #expect(TransportAddress.caller.description == "192.0.2.10:4000")
        #expect(TransportAddress(upper: 0, lower: 0xffff_c000_020a, port: 4000) == .caller)
        #expect(TransportAddress(upper: 0x2001_0db8_0000_0000, lower: 1, port: 5).description == "[2001:db8:0:0:0:0:0:1]:5")
    }
}
