import NIOPosix
import SIP
import Server
import Testing

/// A scenario with the number it calls and what the application must have seen of each call.
struct SippRow: Sendable, CustomTestStringConvertible {
    var scenario: String
    var user = "answer"
    var transport = SIPTransportProtocol.udp
    var address = "127.0.0.1"
    var calls = 100
    var events: [String]
    var testDescription: String { "\(scenario) over \(transport.rawValue) \(address)" }
}

@Suite(.serialized) struct `sipp calls` {
    private static let answered = ["incoming", "acknowledged", "ended remote BYE"]

    private static let rows = [
        SippRow(scenario: "call", events: answered),
        SippRow(scenario: "call", transport: .tcp, events: answered),
        SippRow(scenario: "call", address: "::1", events: answered),
        SippRow(scenario: "call", transport: .tcp, address: "::1", events: answered),
        SippRow(scenario: "late-offer", events: ["acknowledged with an answer", "ended remote BYE"]),
        SippRow(scenario: "late-offer", transport: .tcp, events: ["acknowledged with an answer", "ended remote BYE"]),
        SippRow(scenario: "cancel", user: "ring", events: ["incoming", "ended cancelled"]),
        SippRow(scenario: "cancel", user: "ring", transport: .tcp, events: ["incoming", "ended cancelled"]),
        SippRow(scenario: "cancel-race", events: answered),
        SippRow(scenario: "cancel-race", transport: .tcp, events: answered),
        SippRow(scenario: "busy", user: "busy", events: ["incoming", "ended rejected 486"]),
        SippRow(scenario: "busy", user: "busy", transport: .tcp, events: ["incoming", "ended rejected 486"]),
        SippRow(scenario: "reinvite", events: answered + ["offer sendonly", "offer sendrecv"]),
        SippRow(scenario: "reinvite", transport: .tcp, events: answered + ["offer sendonly", "offer sendrecv"]),
        SippRow(scenario: "info", events: answered + ["digit 5", "digit #"]),
        SippRow(scenario: "hung-up", user: "hang-up", events: ["incoming", "ended local BYE"]),
        SippRow(scenario: "hung-up", user: "hang-up", transport: .tcp, events: ["incoming", "ended local BYE"]),
        SippRow(scenario: "options", events: []),
        SippRow(scenario: "options", transport: .tcp, events: []),
    ]

    /// A call that never ends ends the test.
    @Test(.timeLimit(.minutes(5)), arguments: rows) func `and every call goes as the scenario says`(_ row: SippRow) async throws {
        let server = try await AnsweringShard(row.address)
        try await Sipp(scenario: row.scenario, transport: row.transport, address: row.address, calls: row.calls)
            .call(row.user, at: server.endpoint(row.transport))
        await server.waitUntilNobodyCalls()
        for event in row.events { #expect(server.count(event) == row.calls, "\(event): \(Set(server.events))") }
        #expect(await server.shard.counters[.malformed] == 0)
        try await server.stop()
    }

    @Test func `and every call stands although a message in twenty is lost`() async throws {
        let server = try await AnsweringShard()
        try await Sipp(scenario: "lossy-call", calls: 200).call("answer", at: server.endpoint(.udp))
        #expect(server.count("incoming") == 200)
        #expect(await server.shard.counters[.retransmitted] > 0)
        try await server.stop()
    }
}

@Suite(.serialized) struct `sipp is called` {
    /// Dials so many calls; what is done with them is decided by their events.
    private static func dial(
        _ scenario: String, _ transport: SIPTransportProtocol, port: UInt16, calls: Int,
        onEvent: @escaping @Sendable (isolated SIPShard, SIPCallID, SIPEvent) -> Void
    ) async throws -> AnsweringShard {
        let server = try await AnsweringShard(onEvent: onEvent)
        let uri = "sip:somebody@127.0.0.1:\(port)" + (transport == .tcp ? ";transport=tcp" : "")
        let target = try #require(SIPURI(uri))
        async let sipp: Void = Sipp(scenario: scenario, transport: transport, calls: calls).answer(at: port)
        if transport == .tcp { try await waitForListener(at: port) }
        for number in 0..<calls {
            var side = OfferAnswer(local: SIPEndpoint(host: .ipv4(0x7F00_0001), port: 40_000), sessionID: UInt64(number))
            await server.shard.send(.dial(SIPCallID(dialled: UInt64(number)), SIPDialRequest(target: target, offer: side.offer())))
        }
        try await sipp
        await server.waitUntilNobodyCalls()
        return server
    }

    /// Over TCP nothing is repeated: sipp must be there first.
    private static func waitForListener(at port: UInt16) async throws {
        for _ in 0..<500 {
            let probe = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            if let channel = try? await probe.connect(host: "127.0.0.1", port: Int(port)).get() { return try await channel.close() }
            try await Task.sleep(for: .milliseconds(10))
        }
        Issue.record("sipp does not listen")
    }

    @Test(arguments: SIPTransportProtocol.allCases) func `answers and is hung up`(_ transport: SIPTransportProtocol) async throws {
        let server = try await Self.dial("called", transport, port: transport == .udp ? 28_061 : 28_062, calls: 50) { shard, call, event in
            if case .answered = event { shard.send(.hangUp(call)) }
        }
        #expect(server.count("provisional 180") == 50)
        #expect(server.count("ended local BYE") == 50)
        try await server.stop()
    }

    @Test func `is asked to call somebody else`() async throws {
        let server = try await Self.dial("referred", .udp, port: 28_063, calls: 20) { shard, call, event in
            switch event {
            case .answered: if let other = SIPURI("sip:operator@127.0.0.1") { shard.send(.refer(call, to: other)) }
            case .referFinished: shard.send(.hangUp(call))
            default: break
            }
        }
        #expect(server.count("refer progress 100") == 20)
        #expect(server.count("refer finished 200") == 20)
        try await server.stop()
    }

    @Test func `rings until the caller gives up`() async throws {
        let server = try await Self.dial("ringing", .udp, port: 28_064, calls: 20) { shard, call, event in
            if case .provisional = event { shard.send(.hangUp(call)) }
        }
        #expect(server.count("ended failed 487") == 20)
        try await server.stop()
    }
}
