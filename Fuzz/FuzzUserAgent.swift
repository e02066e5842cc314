import SIP

/// The door of signalling as a whole: messages, commands and time in any order; each message in turn has its length before it.
///
/// ```
/// octets 0-1: length of the message   2: bits 0-2 what the application does afterwards, 3-6 seconds that pass, 7 over TCP
/// ```
/// `@TAG@` in a message stands for the tag of our last response, so that mutations reach into calls that stand.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzUserAgent(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    var talk = Talk()
    var offset = 0
    while offset + 3 <= bytes.count {
        let length = Int(bytes[offset]) << 8 | Int(bytes[offset + 1])
        let control = bytes[offset + 2]
        let end = min(bytes.count, offset + 3 + length)
        talk.receive(Array(bytes[(offset + 3)..<end]), overTCP: control & 128 != 0)
        talk.act(control & 7)
        talk.pass(Int64(control >> 3 & 15) * 1000)
        offset = end
    }
    talk.pass(600_000)
    precondition(talk.agent.callCount <= talk.agent.configuration.limits.calls, "more calls than allowed")
    return 0
}

/// An engine with an application that does what the input says.
private struct Talk {
    var agent: UserAgent
    private var now = SIPInstant(milliseconds: 0)
    private var call: SIPCallID?
    private var tag = ""

    private static let local = SIPEndpoint(host: .ipv4(0xC000_0202), port: 5060)

    init() {
        var configuration = UserAgentConfiguration(
            listeners: SIPTransportProtocol.allCases.map { SIPListener($0, local: Self.local) }, random: SIPRandom(seed: 1))
        configuration.trusted = [IPNetwork("192.0.2.0/24")].compactMap(\.self)
        configuration.limits.calls = 20
        configuration.limits.transactions = 50
        agent = UserAgent(configuration, at: now)
    }

    mutating func receive(_ message: [UInt8], overTCP: Bool) {
        let text = String(decoding: message, as: UTF8.self)
        let bytes =
            text.utf8.contains(UInt8(ascii: "@")) && text.contains("@TAG@") ? Array(text.replacing("@TAG@", with: tag).utf8) : message
        let peer = SIPPeer(
            overTCP ? .tcp : .udp, remote: SIPEndpoint(host: .ipv4(0xC000_0201), port: 5060), local: Self.local,
            connection: overTCP ? SIPConnectionID(1) : nil)
        var outputs: [SIPOutput] = []
        if overTCP {
            var framer = SIPStreamFramer()
            framer.append(bytes)
            while let event = framer.next() { agent.receive(event, from: peer, at: now, into: &outputs) }
        } else {
            agent.receive(bytes, from: peer, at: now, into: &outputs)
        }
        take(outputs)
    }

    mutating func act(_ choice: UInt8) {
        guard let call, let description = try? SessionDescription(parsing: "v=0\r\no=- 1 1 IN IP4 192.0.2.2\r\ns=-\r\nt=0 0\r\n") else {
            return
        }
        let commands: [SIPCommand] = [
            .setOverload(retryAfter: nil), .ring(call), .answer(call, description), .answerOffer(call, description),
            .offer(call, description),
            .refer(call, to: SIPURI(host: .ipv4(0xC000_0209))), .hangUp(call), .sendDigit(call, "5"),
        ]
        var outputs: [SIPOutput] = []
        agent.handle(commands[Int(choice)], at: now, into: &outputs)
        take(outputs)
    }

    mutating func pass(_ milliseconds: Int64) {
        now.milliseconds += milliseconds
        var outputs: [SIPOutput] = []
        agent.advance(to: now, into: &outputs)
        take(outputs)
    }

    private mutating func take(_ outputs: [SIPOutput]) {
        for output in outputs {
            switch output {
            case .send(let bytes, _):
                if let message = try? SIPMessage(parsing: bytes, framing: .datagram), !message.isRequest, let ours = message.to?.tag {
                    tag = ours
                }
            case .event(let id, _):
                call = id
            case .registration, .resolve:
                break
            }
        }
    }
}
