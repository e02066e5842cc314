import CRealTime
import Testing

@testable import Server

@Suite struct `UDP sockets` {
    private func loopback(_ text: String) throws -> rt_address {
        var address = rt_address()
        try #require(rt_address_parse(text, 0, &address))
        return address
    }

    @Test(arguments: ["127.0.0.1", "::1"]) func `a datagram arrives with its sender`(_ host: String) throws {
        let local = try loopback(host)
        let left = try UDPSocket(bound: local)
        let right = try UDPSocket(bound: local)
        var to = local
        to.port = right.port
        var buffer = [UInt8](repeating: 0, count: UDPSocket.capacity)
        var sender = rt_address()
        let nothing = right.receive(into: &buffer, from: &sender)
        #expect(nothing == nil)
        let isSent = left.send(Array("hello".utf8), count: 5, to: to)
        #expect(isSent)
        let length = right.receive(into: &buffer, from: &sender)
        #expect(length == 5)
        #expect(Array(buffer[..<5]) == Array("hello".utf8))
        #expect(sender.port == left.port)
        #expect((sender.upper, sender.lower) == (local.upper, local.lower))
    }

    @Test func `an answer that nobody is there does not end the receiving`() throws {
        let local = try loopback("127.0.0.1")
        let left = try UDPSocket(bound: local)
        let right = try UDPSocket(bound: local)
        var nobody = local
        nobody.port = 9
        _ = left.send([1], count: 1, to: nobody)
        var to = local
        to.port = left.port
        let isSent = right.send([2], count: 1, to: to)
        #expect(isSent)
        var buffer = [UInt8](repeating: 0, count: UDPSocket.capacity)
        var sender = rt_address()
        let length = left.receive(into: &buffer, from: &sender)
        #expect(length == 1)
        #expect(buffer[0] == 2)
    }
}
