import Testing

/// How long it takes from an agent's 200 until she hears the caller. The limit is for a busy machine; `docs/queueing.md` has measurements.
@Suite(.serialized) struct `Connecting an agent` {
    /// How many times it is measured.
    private static let count = 25

    @Test func `takes no longer than one notices`() async throws {
        let agent = try PlainAgent()
        let desk = "{ rest: 1s }"
        let place = try HotlinePlace(desk: desk, more: "agents: { ana: { queues: [desk], address: \"\(agent.address)\" } }")
        let delays = try await Hotline.serving(place) { hotline in
            agent.belongs(to: hotline)
            var delays: [Duration] = []
            for _ in 0..<Self.count { delays.append(try await Self.delay(agent, at: hotline)) }
            return delays.sorted()
        }
        print("agent's 200 to the first packet of the caller's voice: median \(delays[Self.count / 2]), longest \(delays[Self.count - 1])")
        #expect(delays[Self.count / 2] < .milliseconds(200))
    }

    /// One call: from the moment at which the agent's 200 leaves to the caller's voice in her socket.
    private static func delay(_ agent: PlainAgent, at hotline: Hotline) async throws -> Duration {
        let caller = try PlainCaller("waiting", at: hotline)
        var voice = LoudVoice(to: try await caller.call().mediaPort)
        let invitation = try await agent.invited()
        // The caller has spoken for a while.
        for _ in 0..<15 { try await voice.speak(with: caller.media) }
        while agent.media.receive() != nil {}
        let start = ContinuousClock.now
        agent.answers(invitation)
        let delay = try await eventuallyNow("the caller's voice") {
            try await voice.speakWhenDue(with: caller.media)
            guard let packet = agent.media.receive(), LoudVoice.isHeard(in: packet) else { return nil }
            return ContinuousClock.now - start
        }
        try await caller.hangUp()
        try await agent.hears("BYE", of: invitation)
        return delay
    }

    /// Looks each half millisecond, for `eventually` looks too seldom to measure with.
    private static func eventuallyNow(_ what: String, _ condition: () async throws -> Duration?) async throws -> Duration {
        let deadline = ContinuousClock.now + .seconds(30)
        while ContinuousClock.now < deadline {
            if let value = try await condition() { return value }
            try await Task.sleep(for: .microseconds(500))
        }
        throw Impatience(description: "never: \(what)")
    }
}

/// A voice as loud as G.711 allows, in packets of 20 ms.
private struct LoudVoice {
    private let port: UInt16
    private var sequence: UInt16 = 0
    private var next = ContinuousClock.now

    init(to port: UInt16) { self.port = port }

    /// Sends the next packet when its time has come.
    mutating func speak(with socket: LoopbackSocket) async throws {
        try await Task.sleep(until: next, clock: .continuous)
        send(with: socket)
    }

    mutating func speakWhenDue(with socket: LoopbackSocket) async throws {
        if next <= .now { send(with: socket) }
    }

    private mutating func send(with socket: LoopbackSocket) {
        let time = UInt32(sequence) * 160
        let header: [UInt8] =
            [0x80, 0, UInt8(sequence >> 8), UInt8(truncatingIfNeeded: sequence)]
            + (0..<4).map { UInt8(truncatingIfNeeded: time >> (24 - 8 * $0)) } + [1, 2, 3, 4]
        socket.send(header + (0..<160).map { $0 % 8 < 4 ? 0x00 : 0x80 }, to: port)
        sequence &+= 1
        next += .milliseconds(20)
    }

    /// Whether most samples of a packet are loud.
    static func isHeard(in packet: [UInt8]) -> Bool {
        packet.count > 12 && packet.dropFirst(12).count { $0 & 0x7f < 0x20 } > 80
    }
}
