import CRealTime
import Testing

@testable import Server

@Suite struct `UDP sockets` {
    private func loopback(_ text: String) throws -> rt_address {
        var address = rt_address()
        try #require(rt_address_parse(text, 0, &address))
        return address
    }

    private func packet(_ text: String, _ buffer: UnsafeMutableBufferPointer<UInt8>) -> UnsafeMutableBufferPointer<UInt8> {
        _ = buffer.initialize(from: Array(text.utf8))
        return buffer
    }

    @Test(arguments: ["127.0.0.1", "::1"]) func `a datagram arrives with its sender`(_ host: String) throws {
        let local = try loopback(host)
        let left = try UDPSocket(bound: local)
        let right = try UDPSocket(bound: local)
        var to = local
        to.port = right.port
        let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: UDPSocket.capacity)
        defer { buffer.deallocate() }
        var sender = rt_address()
        let nothing = right.receive(into: buffer, from: &sender)
        #expect(nothing == nil)
        let isSent = left.send(packet("hello", buffer), count: 5, to: to)
        #expect(isSent)
        let length = right.receive(into: buffer, from: &sender)
        #expect(length == 5)
        #expect(Array(buffer[..<5]) == Array("hello".utf8))
        #expect(sender.port == left.port)
        #expect((sender.upper, sender.lower) == (local.upper, local.lower))
    }

    @Test func `an answer that nobody is there does not end the receiving`() throws {
        let local = try loopback("127.0.0.1")
        let left = try UDPSocket(bound: local)
        let right = try UDPSocket(bound: local)
        let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: UDPSocket.capacity)
        defer { buffer.deallocate() }
        var nobody = local
        nobody.port = 9
        _ = left.send(packet("1", buffer), count: 1, to: nobody)
        var to = local
        to.port = left.port
        let isSent = right.send(packet("2", buffer), count: 1, to: to)
        #expect(isSent)
        var sender = rt_address()
        let length = left.receive(into: buffer, from: &sender)
        #expect(length == 1)
        #expect(buffer[0] == UInt8(ascii: "2"))
    }
}
