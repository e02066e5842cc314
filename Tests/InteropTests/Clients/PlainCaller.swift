import Foundation

/// A caller of many calls at once that stand until it hangs them all up; what it hears is nobody's business.
///
/// sipp's calls follow their scenario by the clock; these last as long as the test needs them.
final class PlainCaller {
    /// A final answer to an INVITE.
    struct Answer {
        var status: Int
        var text: String

        /// Where the server wants the caller's sound.
        var mediaPort: UInt16 {
            let line = text.split(separator: "\r\n").first { $0.hasPrefix("m=audio ") }
            return line.flatMap { UInt16($0.dropFirst("m=audio ".count).prefix { $0.isNumber }) } ?? 0
        }
    }

    private let signalling: LoopbackSocket
    let media: LoopbackSocket
    private let server: UInt16
    private let number: String
    /// What its identifiers have that no other caller's have: the kernel gives away the port of a caller who is gone once more, and
    /// a request that repeats a branch is a repetition, which nobody answers while the old transaction lasts.
    private let name = UUID().uuidString
    /// The `To` of the calls that stand, by their numbers.
    private var standing: [Int: String] = [:]
    private var called = 0
    /// The number of the last request within the calls (CSeq); that of their INVITEs is 1.
    private var sequence = 1
    private var sound = PlainSound()

    var callCount: Int { standing.count }

    init(_ number: String, at hotline: Hotline) throws {
        signalling = try LoopbackSocket(.datagrams)
        media = try LoopbackSocket(.datagrams)
        server = hotline.udp
        self.number = number
    }

    /// Calls once more; an accepted call stands from now on.
    func call() async throws -> Answer {
        called += 1
        let call = called
        send("INVITE", call, to: "<sip:\(number)@127.0.0.1>", body: offer)
        let answer = try await eventually("an answer to call \(call)") { self.answer(to: call) }
        let to = answer.text.split(whereSeparator: \.isNewline).first { $0.hasPrefix("To: ") }?.dropFirst(4) ?? ""
        // The ACK of a refusal belongs to its INVITE, that of a 200 is a request of its own (RFC 3261, 17.1.1.3 and 13.2.2.4).
        send("ACK", call, to: String(to), sequence: 1, branch: answer.status < 300 ? "ack" : "invite")
        if answer.status < 300 { standing[call] = String(to) }
        return answer
    }

    /// Presses a key in all calls, by INFO.
    func press(_ key: Character) {
        sequence += 1
        for (call, to) in standing {
            send(
                "INFO", call, to: to, sequence: sequence, branch: "info-\(sequence)", body: "Signal=\(key)\r\nDuration=160\r\n",
                type: "application/dtmf-relay")
        }
    }

    /// Speaks for 20 ms in a call that was answered, all samples this octet; and forgets what it heard until now.
    func speaks(_ octet: UInt8, in answer: Answer) {
        while media.receive() != nil {}
        let line = answer.text.split(separator: "\r\n").first { $0.hasPrefix("m=audio ") }
        guard let port = line.flatMap({ UInt16($0.dropFirst("m=audio ".count).prefix { $0.isNumber }) }) else { return }
        sound.speak(octet, from: media, to: port)
    }

    /// How a call that stands is named to somebody who is to take its place, as the server sees it (RFC 3891), escaped for an address.
    func replaces(_ answer: Answer) -> String {
        let to = answer.text.split(separator: "\r\n").first { $0.hasPrefix("To: ") } ?? ""
        let tag = to.split(separator: ";tag=").last ?? ""
        return "\(callID(called))%3Bto-tag%3D\(tag)%3Bfrom-tag%3D\(called)".replacingOccurrences(of: "@", with: "%40")
    }

    /// Ends all calls.
    func hangUp() async throws {
        sequence += 1
        for (call, to) in standing {
            send("BYE", call, to: to, sequence: sequence)
            let cseq = "\(sequence) BYE"
            _ = try await eventually("an answer to the end of call \(call)") { self.answer(to: call, sequence: cseq) }
        }
        standing = [:]
    }

    private func answer(to call: Int, sequence: String = "1 INVITE") -> Answer? {
        while let bytes = signalling.receive() {
            let text = String(decoding: bytes, as: UTF8.self)
            let status = Int(text.dropFirst("SIP/2.0 ".count).prefix(3)) ?? 0
            if status >= 200, text.contains("Call-ID: \(callID(call))\r\n"), text.contains("CSeq: \(sequence)\r\n") {
                return Answer(status: status, text: text)
            }
        }
        return nil
    }

    private func callID(_ call: Int) -> String { "\(call)-\(name)@127.0.0.1" }

    private func send(
        _ method: String, _ call: Int, to: String, sequence: Int = 1, branch: String? = nil, body: String = "",
        type: String = "application/sdp"
    ) {
        let here = "127.0.0.1:\(signalling.port)"
        let lines = [
            "\(method) sip:\(number)@127.0.0.1:\(server) SIP/2.0",
            "Via: SIP/2.0/UDP \(here);branch=z9hG4bK-\(name)-\(call)-\(branch ?? method.lowercased());rport", "Max-Forwards: 70",
            "From: <sip:caller@127.0.0.1>;tag=\(call)", "To: \(to)", "Call-ID: \(callID(call))", "CSeq: \(sequence) \(method)",
            "Contact: <sip:caller@\(here)>", "Content-Type: \(type)", "Content-Length: \(body.utf8.count)", "", body,
        ]
        signalling.send(Array(lines.joined(separator: "\r\n").utf8), to: server)
    }

    private var offer: String {
        let lines = ["v=0", "o=- 1 1 IN IP4 127.0.0.1", "s=-", "c=IN IP4 127.0.0.1", "t=0 0", "m=audio \(media.port) RTP/AVP 0", ""]
        return lines.joined(separator: "\r\n")
    }
}
