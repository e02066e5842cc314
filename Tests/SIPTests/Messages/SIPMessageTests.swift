import Testing

@testable import SIP

@Suite struct `A SIP message` {
    @Test func `is read into its parts`() throws {
        let message = try Requests.message(body: "hello")
        #expect(message.isRequest)
        #expect(message.method == .invite)
        #expect(message.requestURI?.number == "95128")
        #expect(message.statusCode == 0)
        #expect(message.topVia?.branch == "z9hG4bK776")
        #expect(message.from?.displayName == "Li Wei")
        #expect(message.from?.tag == "9fxced76sl")
        #expect(message.to?.tag == nil)
        #expect(message.callID == "3848276298220188511@client.example")
        #expect(message.cseq == CSeq(number: 1, method: .invite))
        #expect(message.maxForwards == 70)
        #expect(message.contentLength == 5)
        #expect(String(decoding: message.body, as: UTF8.self) == "hello")
        #expect(message.allHeaders.first?.name == "Via")
    }

    @Test func `tells its error with the place and answers itself`() {
        let bytes = Array(String(decoding: Requests.invite(), as: UTF8.self).replacing("CSeq: 1", with: "CSeq: 4294967297").utf8)
        #expect {
            try SIPMessage(parsing: bytes, framing: .datagram)
        } throws: { thrown in
            guard let error = thrown as? SIPParseError else { return false }
            let answer = error.response(for: SIPEndpoint(host: .ipv4(1), port: 9), toTag: "t").map { String(decoding: $0, as: UTF8.self) }
            return error.kind == .cseq && error.offset == bytes.firstRange(of: Array("4294967297".utf8))?.lowerBound
                && answer?.hasPrefix("SIP/2.0 400 Malformed CSeq\r\nVia: ") == true
                && answer?.contains("\r\nCSeq: 4294967297 INVITE\r\n") == true && answer?.contains(";tag=t\r\n") == true
        }
    }

    @Test func `has limits that can be set`() {
        var limits = SIPLimits()
        limits.headers = 9
        #expect(throws: Never.self) { try SIPMessage(parsing: Requests.invite(), framing: .datagram, limits: limits) }
        limits.headers = 8
        #expect(throws: SIPParseError.self) { try SIPMessage(parsing: Requests.invite(), framing: .datagram, limits: limits) }
    }

    /// Valid messages to break.
    private static let seeds: [[UInt8]] = {
        let tortures = (try? TortureCollection.standard().messages) ?? []
        return tortures.filter { $0.expectation == .accepted }.map { $0.bytes(id: "m") }.filter { $0.count < 3_000 }
    }()

    /// Looks at everything a message has, so that a trap in any of it would show.
    private func exercise(_ bytes: [UInt8], _ framing: SIPMessage.Framing) -> Int {
        do throws(SIPParseError) {
            let message = try SIPMessage(parsing: bytes, framing: framing)
            var sum = message.allHeaders.count + message.contacts.count + message.routes.count + message.diversion.count
            sum += message.userToUser.count + message.allow.count + (message.requestURI?.description.count ?? 0)
            sum += message.replaces?.description.count ?? 0
            sum += (message.event?.package.count ?? 0) + (message.subscriptionState?.state.count ?? 0)
            if message.isRequest {
                if case .reject(let rejection) = SIPRequestCheck().verdict(on: message) {
                    sum += rejection.response(to: message, toTag: "x").bytes.count
                }
            }
            if let sdp = try? SessionDescription(parsing: message.body) {
                var side = OfferAnswer(local: SIPEndpoint(host: .ipv4(1), port: 4_000), sessionID: 1)
                if let answered = try? side.answer(to: sdp) { sum += answered.description.bytes.count }
            }
            return sum
        } catch {
            return error.response(for: SIPEndpoint(host: .ipv4(1), port: 9), toTag: "t")?.count ?? 0
        }
    }

    @Test(arguments: 0..<20) func `never traps, whatever is done to it`(_ seed: UInt64) {
        var generator = SIPRandom(seed: seed)
        var mutation = MessageMutation(seeds: Self.seeds)
        var touched = 0
        for _ in 0..<1_000 {
            touched += exercise(mutation.next(using: &generator), generator.next() & 1 == 0 ? .datagram : .stream)
        }
        #expect(touched > 0)
    }

    @Test(arguments: 0..<10) func `that is broken in a stream breaks nothing but the stream`(_ seed: UInt64) {
        var generator = SIPRandom(seed: seed &+ 100)
        var mutation = MessageMutation(seeds: Self.seeds)
        for _ in 0..<100 {
            let bytes = mutation.next(using: &generator) + mutation.next(using: &generator)
            let cut = Int.random(in: 0...bytes.count, using: &generator)
            #expect(events([bytes]) == events([Array(bytes[..<cut]), Array(bytes[cut...])]))
        }
    }

    private func events(_ pieces: [[UInt8]]) -> [String] {
        var framer = SIPStreamFramer()
        var found: [String] = []
        for piece in pieces {
            framer.append(piece)
            while let event = framer.next() {
                switch event {
                case .message(let message): found.append("message \(message.bytes.count)")
                case .malformed(let error): found.append("malformed \(error)")
                case .broken(let error): found.append("broken \(error)")
                case .ping: found.append("ping")
                case .pong: found.append("pong")
                }
            }
        }
        return found
    }
}
