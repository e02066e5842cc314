import SIP
import Testing

@Suite struct `The bytes of a connection` {
    /// What a framer says, in one letter an event and the length of a body.
    private func heard(_ pieces: [[UInt8]], expectsPong: Bool = false) -> String {
        var framer = SIPStreamFramer()
        if expectsPong { framer.expectPong() }
        var words: [String] = []
        for piece in pieces {
            framer.append(piece)
            while let event = framer.next() {
                switch event {
                case .message(let message): words.append("\(message.method)+\(message.body.count)")
                case .ping: words.append("ping")
                case .pong: words.append("pong")
                case .malformed(let error): words.append("malformed \(error.status.code)")
                case .broken(let error): words.append("broken \(error.status.code)")
                }
            }
        }
        return words.joined(separator: ", ")
    }

    private let invite = Requests.invite(body: "v=0\r\n\r\nm=x\r\n\r\n")
    private let malformed = Requests.text(
        "BYE sip:a@b SIP/2.0", ["Via: SIP/2.0/TCP h;branch=z9hG4bK1", "From: <sip:a@b>;tag=1", "Call-ID: x", "CSeq: 2 BYE"], body: "123")
    private let bye = Requests.text(
        "BYE sip:a@b SIP/2.0",
        ["Via: SIP/2.0/TCP h;branch=z9hG4bK1", "From: <sip:a@b>;tag=1", "To: <sip:c@d>;tag=2", "Call-ID: x", "CSeq: 2 BYE"])

    private var stream: [UInt8] {
        [13, 10, 13, 10] + invite + malformed + [13, 10] + bye + [13, 10, 13, 10, 13, 10, 13, 10] + invite + Array("nonsense\r\n\r\n".utf8)
            + bye
    }

    private let expected =
        "ping, INVITE+14, malformed 400, BYE+0, ping, ping, INVITE+14, broken 400"

    @Test func `are the same messages in one piece, in single bytes and in any two pieces`() {
        #expect(heard([stream]) == expected)
        #expect(heard(stream.map { [$0] }) == expected)
        for cut in 0...stream.count { #expect(heard([Array(stream[..<cut]), Array(stream[cut...])]) == expected) }
    }

    @Test func `are the same messages in pieces of any size`() {
        var generator = SIPRandom(seed: 7)
        for _ in 0..<200 {
            var pieces: [[UInt8]] = []
            var start = 0
            while start < stream.count {
                let end = min(stream.count, start + Int.random(in: 1...300, using: &generator))
                pieces.append(Array(stream[start..<end]))
                start = end
            }
            #expect(heard(pieces) == expected)
        }
    }

    @Test func `answer a ping of ours with one line end`() {
        #expect(heard([[13], [10]], expectsPong: true) == "pong")
        #expect(heard([[13, 10, 13, 10, 13, 10]], expectsPong: true) == "pong, ping")
        #expect(heard([[13, 10] + bye]) == "BYE+0")
    }

    @Test func `are never kept beyond the limit`() {
        var framer = SIPStreamFramer()
        framer.append(Array("OPTIONS sip:a@b SIP/2.0\r\n".utf8))
        var verdict: SIPParseError?
        for _ in 0..<100 {
            framer.append(Array(repeating: UInt8(ascii: "x"), count: 1_000))
            while let event = framer.next() {
                if case .broken(let error) = event { verdict = error }
            }
            #expect(framer.pendingBytes <= SIPLimits.standard.message + 1_000)
        }
        #expect(verdict?.status == .messageTooLarge)
        #expect(framer.pendingBytes == 0)
    }

    @Test func `end with a length nobody can believe`() {
        let start = "OPTIONS sip:a@b SIP/2.0\r\nVia: SIP/2.0/TCP h\r\n"
        for length in ["99999999999999999999", "-1", "x", "", "1 2", "40000"] {
            #expect(heard([Array("\(start)Content-Length: \(length)\r\n\r\n".utf8)]).hasPrefix("broken"), "\(length)")
        }
        #expect(heard([Array("\(start)l: 3\r\nContent-Length: 3\r\n\r\nabc".utf8)]) == "broken 400")
        #expect(heard([Array("\(start)X: y\r\n Content-Length: 3\r\n\r\nabc".utf8)]) == "broken 400")
    }
}
