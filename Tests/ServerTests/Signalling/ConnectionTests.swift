import NIOCore
import NIOPosix
import SIP
import Server
import Synchronization
import Testing

@Suite struct `Connections to a shard` {
    private static func options(_ branch: String, length: Int = 0, body: String = "") -> String {
        """
        OPTIONS sip:95128@127.0.0.1 SIP/2.0\r
        Via: SIP/2.0/TCP 127.0.0.1:9;branch=z9hG4bK\(branch);rport\r
        Max-Forwards: 70\r
        From: <sip:caller@127.0.0.1>;tag=t\r
        To: <sip:95128@127.0.0.1>\r
        Call-ID: \(branch)@test\r
        CSeq: 1 OPTIONS\r
        Content-Length: \(length)\r
        \r

        """ + body
    }

    @Test func `a message may come byte by byte, and two at once`() async throws {
        let server = try await AnsweringShard()
        let line = try await Telephone(server.endpoint(.tcp))
        for byte in Self.options("one").utf8 { try await line.send([byte]) }
        try await line.send(Array((Self.options("two") + Self.options("three")).utf8))
        let answers = await line.hear { $0.count("SIP/2.0 200 OK") == 3 }
        #expect(["one", "two", "three"].allSatisfy { answers.contains("Call-ID: \($0)@test") })
        try await line.hangUp()
        try await server.stop()
    }

    @Test func `a keep-alive is answered by a line end`() async throws {
        let server = try await AnsweringShard()
        let line = try await Telephone(server.endpoint(.tcp))
        try await line.send(SIPStreamFramer.ping)
        #expect(await line.hear { !$0.isEmpty } == "\r\n")
        try await line.hangUp()
        try await server.stop()
    }

    @Test func `a stream without a length is answered and closed`() async throws {
        let server = try await AnsweringShard()
        let line = try await Telephone(server.endpoint(.tcp))
        try await line.send(Array(Self.options("x").replacing("Content-Length: 0\r\n", with: "").utf8))
        #expect(await line.hear { $0.contains("SIP/2.0 400") }.contains("SIP/2.0 400"))
        await line.waitUntilClosed()
        #expect(await server.shard.counters[.malformed] == 1)
        try await server.stop()
    }

    @Test func `strangers are not let in`() async throws {
        let server = try await AnsweringShard(trusted: ["192.0.2.0/24"])
        let line = try await Telephone(server.endpoint(.tcp))
        await line.waitUntilClosed()
        #expect(await server.shard.connectionCount == 0)
        try await server.stop()
    }

    @Test func `half a message does not keep a connection`() async throws {
        let server = try await AnsweringShard { $0.connections.incomplete = .milliseconds(50) }
        let line = try await Telephone(server.endpoint(.tcp))
        try await line.send(Array("OPTIONS sip:x".utf8))
        await line.waitUntilClosed()
        try await server.stop()
    }

    @Test func `a silent connection is closed`() async throws {
        let server = try await AnsweringShard { $0.connections.idle = .milliseconds(50) }
        let line = try await Telephone(server.endpoint(.tcp))
        await line.waitUntilClosed()
        try await server.stop()
    }

    @Test func `connections have a bound`() async throws {
        let server = try await AnsweringShard { $0.connections.limit = 2 }
        let lines = [try await Telephone(server.endpoint(.tcp)), try await Telephone(server.endpoint(.tcp))]
        for (number, line) in lines.enumerated() {
            try await line.send(Array(Self.options("n\(number)").utf8))
            _ = await line.hear { $0.contains("200 OK") }
        }
        let third = try await Telephone(server.endpoint(.tcp))
        await third.waitUntilClosed()
        for line in lines { try await line.hangUp() }
        try await server.stop()
    }

    @Test func `a call to a port where nobody listens fails at once`() async throws {
        let server = try await AnsweringShard()
        let target = try #require(SIPURI("sip:x@127.0.0.1:1;transport=tcp"))
        var side = OfferAnswer(local: SIPEndpoint(host: .ipv4(0x7F00_0001), port: 40_000), sessionID: 1)
        await server.shard.send(.dial(SIPCallID(dialled: 1), SIPDialRequest(target: target, offer: side.offer())))
        #expect(await server.waitFor("ended failed 503"))
        try await server.stop()
    }

    @Test func `a name is looked up, and one that does not exist fails the call`() async throws {
        let server = try await AnsweringShard()
        for (number, name) in ["localhost:1;transport=tcp", "no.such.host.invalid"].enumerated() {
            let target = try #require(SIPURI("sip:x@\(name)"))
            var side = OfferAnswer(local: SIPEndpoint(host: .ipv4(0x7F00_0001), port: 40_000), sessionID: 1)
            let call = SIPCallID(dialled: UInt64(number))
            await server.shard.send(.dial(call, SIPDialRequest(target: target, offer: side.offer())))
        }
        #expect(await server.waitFor("ended failed 503", times: 2))
        try await server.stop()
    }

    @Test func `draining ends with the last call`() async throws {
        let server = try await AnsweringShard()
        await server.shard.send(.drain())
        await server.shard.waitUntilDrained()
        #expect(await server.shard.callCount == 0)
        try await server.stop()
    }

    @Test func `two listeners cannot have one port`() async throws {
        let server = try await AnsweringShard()
        let taken = try await server.endpoint(.udp)
        let configuration = SIPShardConfiguration(
            listeners: [SIPListener(.udp, local: taken)], engine: UserAgentConfiguration(random: SystemRandomNumberGenerator()))
        await #expect(throws: SIPTransportError.self) {
            try await SIPShard.start(configuration, on: MultiThreadedEventLoopGroup.singleton.next()) { _, _, _ in }
        }
        try await server.stop()
    }

    @Test func `the route to an address tells ours`() throws {
        let lookup = RouteLookup()
        let loopback = try #require(SIPHost("127.0.0.1"))
        #expect(lookup.localAddress(leadingTo: loopback) == loopback)
        let other = try #require(SIPHost("127.9.9.9"))
        #expect(lookup.localAddress(leadingTo: other) == loopback)
        let v6 = try #require(SIPHost("::1"))
        #expect(lookup.localAddress(leadingTo: v6) == v6)
        #expect(lookup.localAddress(leadingTo: .name("localhost")) == nil)
    }
}
