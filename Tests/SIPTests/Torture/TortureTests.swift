import SIP
import Testing

@Suite struct `The torture messages` {
    private static let all: [TortureMessage] = (try? TortureCollection.standard().messages) ?? []

    @Test func `there are at least 300, of at least 60 faults, each with a name of its own`() throws {
        let messages = try TortureCollection.standard().messages
        let faults = Set(messages.map(\.fault)).subtracting(["none"])
        #expect(messages.count >= 300)
        #expect(faults.count >= 60)
        #expect(Set(messages.map(\.name)).count == messages.count)
        #expect(messages.allSatisfy { ($0.fault == "none") == ($0.expectation == .accepted) })
    }

    @Test(arguments: all) func `each gets what it deserves`(_ message: TortureMessage) {
        let bytes = message.bytes(id: "t-\(message.name)", transport: message.isForStreams ? "TCP" : "UDP")
        #expect(outcome(of: bytes, message.isForStreams) == message.expectation)
    }

    @Test(arguments: all.filter { $0.expectation == .accepted && !$0.isForStreams })
    func `what a datagram may hold a stream may hold, when its length is told`(_ message: TortureMessage) throws {
        let bytes = message.bytes(id: "t-\(message.name)", transport: "TCP")
        let whole = try SIPMessage(parsing: bytes, framing: .datagram)
        guard whole.contentLength != nil else { return }
        var framer = SIPStreamFramer()
        framer.append(bytes)
        var found: [SIPMessage] = []
        while let event = framer.next() {
            guard case .message(let message) = event else { continue }
            found.append(message)
        }
        #expect(found.map(\.description) == [whole.description])
        #expect(found.first.map { Array($0.body) } == Array(whole.body))
    }

    @Test(arguments: all) func `a refusal is a whole response to where the request came from`(_ message: TortureMessage) {
        guard case .status(let status) = message.expectation, !message.isForStreams, let sent = response(to: message.bytes(id: "t")) else {
            return
        }
        let text = String(decoding: sent, as: UTF8.self)
        #expect(text.hasPrefix("SIP/2.0 \(status) "))
        #expect(text.contains("\r\nVia: SIP/2.0/UDP 192.0.2.77:5080;branch=z9hG4bK-t;rport=40000;received=127.0.0.1"))
        #expect(text.hasSuffix("\r\nContent-Length: 0\r\n\r\n"))
    }

    /// What the server does: the parser, the check and, for a session description, the negotiation.
    private func outcome(of bytes: [UInt8], _ isStream: Bool) -> TortureMessage.Expectation {
        do throws(SIPParseError) {
            let message = try isStream ? first(in: bytes) : SIPMessage(parsing: bytes, framing: .datagram)
            guard message.isRequest else { return .accepted }
            switch SIPRequestCheck().verdict(on: message) {
            case .discard: return .dropped
            case .reject(let rejection): return .status(rejection.status.code)
            case .accept: return message.method == .invite ? negotiation(message) : .accepted
            }
        } catch {
            return error.response(for: source, toTag: "t") == nil ? .dropped : .status(error.status.code)
        }
    }

    private let source = SIPEndpoint(host: .ipv4(0x7F00_0001), port: 40_000)

    private func response(to bytes: [UInt8]) -> [UInt8]? {
        do throws(SIPParseError) {
            var message = try SIPMessage(parsing: bytes, framing: .datagram)
            message.source = source
            guard case .reject(let rejection) = SIPRequestCheck().verdict(on: message) else { return nil }
            return rejection.response(to: message, toTag: "t").bytes
        } catch {
            return error.response(for: source, toTag: "t")
        }
    }

    private func first(in bytes: [UInt8]) throws(SIPParseError) -> SIPMessage {
        var framer = SIPStreamFramer()
        framer.append(bytes)
        while let event = framer.next() {
            switch event {
            case .message(let message): return message
            case .malformed(let error), .broken(let error): throw error
            case .ping, .pong: continue
            }
        }
        return try SIPMessage(parsing: [], framing: .stream)
    }

    private func negotiation(_ invite: SIPMessage) -> TortureMessage.Expectation {
        guard invite.contentType?.name == MediaType.sdp, !invite.body.isEmpty else { return .accepted }
        guard let offer = try? SessionDescription(parsing: invite.body) else { return .status(400) }
        var side = OfferAnswer(local: SIPEndpoint(host: .ipv4(0xC000_0201), port: 20_000), sessionID: 1)
        do throws(OfferAnswerError) {
            _ = try side.answer(to: offer)
            return .accepted
        } catch {
            return .status(error.status.code)
        }
    }
}
