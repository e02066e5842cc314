import Glibc
import NIOCore
import Testing

@testable import Server

@Suite struct `A socket for datagrams` {
    /// Where nothing can be sent, whoever wants it.
    struct PlaceRow: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var host = "127.0.0.1"
        var port = 9
        var size = 4

        static let all = [
            PlaceRow(testDescription: "port 0", port: 0), PlaceRow(testDescription: "a broadcast address", host: "255.255.255.255"),
            PlaceRow(testDescription: "the other Internet", host: "::1"),
            PlaceRow(testDescription: "more than fits", size: 70_000),
        ]
    }

    @Test(arguments: PlaceRow.all) func `says what can never get anywhere, and sends on`(row: PlaceRow) throws {
        let (reader, sender) = try SIPDatagramSocket.bind(to: SocketAddress(ipAddress: "127.0.0.1", port: 0))
        defer { close(reader) }
        let bytes = [UInt8](repeating: 0, count: row.size)
        #expect(try !sender.send(bytes, to: SocketAddress(ipAddress: row.host, port: row.port)))
        #expect(try sender.send([0, 0, 0, 0], to: SocketAddress(ipAddress: "127.0.0.1", port: 9)))
    }
}
