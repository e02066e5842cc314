import Foundation
import Glibc
import NIOPosix
import Synchronization
import Testing

@testable import Server

@Suite struct `A client at the local socket` {
    @Test func `who reads no answers is not followed further, and gets them all once he reads`() async throws {
        let folder = try TemporaryFolder()
        let followed = Mutex(0)
        let answer = ControlAnswer(done: String(repeating: "x", count: 2000))
        let path = folder.file("control")
        let server = try await ControlSocket.start(at: path, on: MultiThreadedEventLoopGroup.singleton.next()) { _ in
            followed.withLock { $0 += 1 }
            return answer
        }
        let client = try LocalAddress.connect(to: path).get()
        let asked = Self.askUntilRefused(client)
        let before = followed.withLock { $0 }
        #expect(asked < Self.more, "\(before) of \(asked) requests were followed unread")
        try Self.read(asked * answer.line.count, from: client)
        #expect(followed.withLock { $0 } == asked)
        close(client)
        await server.stop()
    }

    /// Requests that no buffers hold together.
    private static let more = 20_000

    /// Sends requests until nobody takes one for a second; how many.
    private static func askUntilRefused(_ client: Int32) -> Int {
        let line = ControlRequest(.listAgents).line
        var ready = pollfd(fd: client, events: Int16(POLLOUT), revents: 0)
        var (asked, rest) = (0, line[...])
        while asked < more, poll(&ready, 1, 1000) > 0 {
            let count = rest.withUnsafeBytes { send(client, $0.baseAddress, $0.count, Int32(MSG_DONTWAIT)) }
            guard count > 0 else { continue }
            rest = rest.dropFirst(count)
            if rest.isEmpty { (asked, rest) = (asked + 1, line[...]) }
        }
        return asked
    }

    private static func read(_ octets: Int, from client: Int32) throws {
        var (rest, buffer) = (octets, [UInt8](repeating: 0, count: 65_536))
        while rest > 0 {
            let count = recv(client, &buffer, buffer.count, 0)
            try #require(count > 0, "\(rest) octets of \(octets) are missing")
            rest -= count
        }
    }
}
