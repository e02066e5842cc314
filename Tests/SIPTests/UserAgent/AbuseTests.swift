import Testing

@testable import SIP

@Suite struct `Whatever comes in` {
    /// Messages of every kind, as they come and as they are broken: bytes changed, cut, repeated, spliced.
    @Test(arguments: 1...8 as ClosedRange<UInt64>) func `never stops the engine`(_ seed: UInt64) throws {
        var random = SIPRandom(seed: seed)
        var desk = Desk { $0.limits.calls = 50 }
        let tag = try desk.establish()
        var worlds = [World.answeredCall(), World.answeredCall(.tcp)]
        for index in worlds.indices { worlds[index].run() }
        let methods = ["INVITE", "ACK", "BYE", "CANCEL", "OPTIONS", "INFO", "UPDATE", "NOTIFY", "REFER", "PRACK"]
        var corpus = worlds.flatMap(\.wire)
        for (number, method) in methods.enumerated() {
            corpus.append(Array(Desk.request(method, branch: "f\(number)").replacing("\n", with: "\r\n").utf8) + Array("\r\n\r\n".utf8))
            corpus.append(
                Array(Desk.inCall(method, sequence: number + 2, tag: tag).replacing("\n", with: "\r\n").utf8) + Array("\r\n\r\n".utf8))
        }
        for _ in 0..<4000 {
            guard var bytes = corpus.randomElement(using: &random) else { continue }
            for _ in 0..<random.next(upTo: 6) { Self.damage(&bytes, corpus, &random) }
            desk.receive(bytes)
            if random.next(upTo: 8) == 0 { Self.command(&desk, &random) }
            if random.next(upTo: 16) == 0 { desk.pass(Int64(random.next(upTo: 3000))) }
        }
        desk.tell(.drain())
        desk.pass(400_000)
        #expect(desk.agent.callCount <= 50)
        #expect(desk.agent.counters[.malformed] > 0)
        #expect(desk.agent.counters[.received] > 3000)
    }

    private static func damage(_ bytes: inout [UInt8], _ corpus: [[UInt8]], _ random: inout SIPRandom) {
        guard !bytes.isEmpty else { return }
        let place = Int(random.next(upTo: UInt64(bytes.count)))
        switch random.next(upTo: 5) {
        case 0: bytes[place] = UInt8(truncatingIfNeeded: random.next())
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(contentsOf: Array(";,:<>\"@[]\r\n 9".utf8).shuffled(using: &random).prefix(3), at: place)
        case 3: bytes.removeSubrange(place...)
        default: bytes.append(contentsOf: (corpus.randomElement(using: &random) ?? []).dropFirst(place))
        }
    }

    private static func command(_ desk: inout Desk, _ random: inout SIPRandom) {
        let call = desk.call
        let description = World.description("x")
        let commands: [SIPCommand] = [
            .ring(call), .answer(call, description), .reject(call, .busyHere), .hangUp(call), .offer(call, description),
            .answerOffer(call, description), .refuseOffer(call), .sendDigit(call, "1"), .refer(call, to: SIPURI(host: .ipv4(1))),
            .reportTransfer(call, .ok),
        ]
        if let command = commands.randomElement(using: &random) { desk.tell(command) }
    }

    @Test func `a peer can leave us no timer, transaction or table entry that lasts`() {
        var desk = Desk()
        for number in 0..<500 {
            desk.receive(Desk.request("INVITE", branch: "n\(number)", tag: "t\(number)"), body: Desk.offer)
            switch number % 4 {
            case 0: desk.tell(.answer(desk.call, World.description("answer")))
            case 1: desk.tell(.ring(desk.call))
            case 2: desk.tell(.reject(desk.call, .busyHere))
            default: break
            }
        }
        #expect(desk.agent.callCount == 375)
        desk.pass(600_000)
        #expect(desk.agent.callCount == 0 && desk.agent.transactionCount == 0 && desk.agent.timerCount == 0)
        #expect(desk.agent.tablesAreEmpty)
        #expect(desk.endings.count == 500)
    }

    @Test func `a call is small`() {
        // What the tables hold of a call that stands, without the texts of its headers.
        #expect(MemoryLayout<Session>.stride <= 1024, "\(MemoryLayout<Session>.stride)")
        #expect(MemoryLayout<Transaction>.stride <= 1024, "\(MemoryLayout<Transaction>.stride)")
    }
}
