import Foundation

/// An agent's phone behind an address of the configuration: it does exactly what a test says, when it says so.
///
/// CANCEL, BYE and OPTIONS are answered by themselves, as any phone does.
final class PlainAgent {
    /// A call that came in.
    struct Invitation {
        var text: String
        var callID: String
        var via: String
        var from: String
        var to: String
        var sequence: String

        fileprivate init(_ text: String) {
            self.text = text
            callID = PlainAgent.header("Call-ID", of: text)
            via = text.split(separator: "\r\n").filter { $0.hasPrefix("Via: ") }.joined(separator: "\r\n")
            from = PlainAgent.header("From", of: text)
            to = PlainAgent.header("To", of: text)
            sequence = PlainAgent.header("CSeq", of: text)
        }

        /// A header's value.
        func header(_ name: String) -> String { PlainAgent.header(name, of: text) }
        /// The port where the server wants the phone's sound.
        var mediaPort: UInt16 {
            let line = text.split(separator: "\r\n").first { $0.hasPrefix("m=audio ") }
            return line.flatMap { UInt16($0.dropFirst("m=audio ".count).prefix { $0.isNumber }) } ?? 0
        }
    }

    let signalling: LoopbackSocket
    let media: LoopbackSocket
    /// What its identifiers have that no other phone's have, as for `PlainCaller`.
    let name = UUID().uuidString
    private(set) var server: UInt16 = 0
    private var invitations: [Invitation] = []
    /// Offers within calls that stand.
    private var offers: [Invitation] = []
    /// Requests that came, with the Call-ID of their call: `ACK`, `BYE`, `CANCEL`.
    private var seen: [(method: String, callID: String)] = []
    private(set) var responses: [String] = []
    private var notifications: [String] = []
    var sequence = 100
    private let takesEvents: Bool

    /// A phone; with an IPv4 loopback address of its own.
    ///
    /// - Parameter takesEvents: whether it sends keys as telephone events.
    init(takesEvents: Bool = false) throws {
        self.takesEvents = takesEvents
        signalling = try LoopbackSocket(.datagrams)
        media = try LoopbackSocket(.datagrams)
    }

    /// The port of its signalling.
    var port: UInt16 { signalling.port }

    /// Where it is called.
    var address: String { "sip:desk@127.0.0.1:\(signalling.port)" }

    /// The server's port for what this phone sends by itself.
    func belongs(to hotline: Hotline) { server = hotline.udp }

    /// The next call.
    func invited(within limit: Duration = .seconds(30)) async throws -> Invitation {
        try await eventually("a call for the agent", within: limit) {
            self.listen()
            return self.invitations.isEmpty ? nil : self.invitations.removeFirst()
        }
    }

    /// The next offer within a call that stands.
    func offered(in invitation: Invitation) async throws -> Invitation {
        try await eventually("an offer within the agent's call") {
            self.listen()
            return self.offers.firstIndex { $0.callID == invitation.callID }.map { self.offers.remove(at: $0) }
        }
    }

    /// Whether an offer within a call came that nobody has looked at.
    func isOffered(in invitation: Invitation) -> Bool {
        listen()
        return offers.contains { $0.callID == invitation.callID }
    }

    /// Whether a call came that nobody has looked at.
    var isInvited: Bool {
        listen()
        return !invitations.isEmpty
    }

    /// Waits for a request of a call.
    func hears(_ method: String, of invitation: Invitation) async throws {
        try await eventually("\(method) for the agent") { self.heard(method, of: invitation) }
    }

    /// Whether a request of a call has come.
    func heard(_ method: String, of invitation: Invitation) -> Bool { heard(method, ofCall: invitation.callID) }

    /// The same of a call by its identifier.
    func heard(_ method: String, ofCall callID: String) -> Bool {
        listen()
        return seen.contains { $0.method == method && $0.callID == callID }
    }

    func rings(_ invitation: Invitation) { respond("180 Ringing", invitation) }

    func refuses(_ invitation: Invitation, _ status: String = "486 Busy Here") { respond(status, invitation) }

    /// - Parameter other: where its sound comes from, when not from its usual socket.
    func answers(_ invitation: Invitation, at other: LoopbackSocket? = nil) {
        respond("200 OK", invitation, body: description(at: other ?? media))
    }

    /// Says before it answers where its sound comes from, as an exchange does that rings or announces something by itself.
    func sounds(_ invitation: Invitation, _ status: String = "183 Session Progress", at other: LoopbackSocket? = nil) {
        respond(status, invitation, body: description(at: other ?? media))
    }

    /// Hangs up a call that was answered, and waits until the server has heard it.
    func hangsUp(_ invitation: Invitation) async throws {
        sequence += 1
        send(inCall("BYE", invitation))
        let bye = "\(sequence) BYE"
        try await eventually("an answer to BYE") {
            self.listen()
            // 481 when the server was faster.
            return self.responses.contains { Self.header("CSeq", of: $0) == bye }
        }
    }

    /// Offers something else within the call, such as `a=sendonly` to hold it; the answer to it.
    func offers(_ attribute: String, in invitation: Invitation) async throws -> String {
        sequence += 1
        let invite = "\(sequence) INVITE"
        send(inCall("INVITE", invitation, ["Content-Type: application/sdp"]), body: description + attribute + "\r\n")
        let answer = try await eventually("an answer to the offer of \(attribute)") {
            self.listen()
            return self.responses.first { $0.hasPrefix("SIP/2.0 200") && Self.header("CSeq", of: $0) == invite }
        }
        send(inCall("ACK", invitation))
        return answer
    }

    /// Asks the server to send the caller on, to an address as Refer-To has it.
    func sends(_ invitation: Invitation, to target: String) {
        sequence += 1
        send(inCall("REFER", invitation, ["Refer-To: <\(target)>"]))
    }

    /// Waits for a word on how a transfer comes out, such as `SIP/2.0 200`.
    func isTold(_ status: String) async throws {
        try await eventually("`\(status)` in a NOTIFY") {
            self.listen()
            return self.notifications.contains { $0.contains("\r\n\r\nSIP/2.0 \(status)") }
        }
    }

    /// The last word on a transfer that it has asked for in a call; nil while there is none.
    func outcome(of invitation: Invitation) -> String? {
        listen()
        let words = notifications.filter { $0.contains("Call-ID: \(invitation.callID)\r\n") }
            .compactMap { $0.components(separatedBy: "\r\n\r\nSIP/2.0 ").dropFirst().first?.prefix(3) }
        return words.last { !$0.hasPrefix("1") }.map(String.init)
    }

    func inCall(_ method: String, _ invitation: Invitation, _ more: [String] = []) -> [String] {
        [
            "\(method) sip:server@127.0.0.1:\(server) SIP/2.0",
            "Via: SIP/2.0/UDP 127.0.0.1:\(signalling.port);branch=z9hG4bK-\(name)-\(sequence)-\(method);rport", "Max-Forwards: 70",
            "From: \(invitation.to);tag=agent", "To: \(invitation.from)", "Call-ID: \(invitation.callID)",
            "CSeq: \(sequence) \(method)", "Contact: <sip:desk@127.0.0.1:\(signalling.port)>",
        ] + more
    }

    /// Takes what has come.
    func listen() {
        while let bytes = signalling.receive(), !bytes.isEmpty {
            let text = String(decoding: bytes, as: UTF8.self)
            let first = text.prefix { $0 != " " }
            let request = Invitation(text)
            switch first {
            case "INVITE":
                // A repetition is no second call.
                guard !seen.contains(where: { $0.method == "INVITE" && $0.callID == request.callID + request.sequence }) else { continue }
                seen.append(("INVITE", request.callID + request.sequence))
                if request.to.contains(";tag=") { offers.append(request) } else { invitations.append(request) }
            case "CANCEL":
                respond("200 OK", request)
                respond("487 Request Terminated", request, sequence: request.sequence.replacingOccurrences(of: "CANCEL", with: "INVITE"))
                seen.append(("CANCEL", request.callID))
            case "SIP/2.0": responses.append(text)
            case "NOTIFY":
                notifications.append(text)
                respond("200 OK", request)
            case "ACK": seen.append(("ACK", request.callID))
            default:
                respond("200 OK", request)
                seen.append((String(first), request.callID))
            }
        }
    }

    private func respond(_ status: String, _ request: Invitation, sequence: String? = nil, body: String = "") {
        let to = request.to.contains(";tag=") ? request.to : request.to + ";tag=agent"
        send(
            [
                "SIP/2.0 \(status)", request.via, "From: \(request.from)", "To: \(to)", "Call-ID: \(request.callID)",
                "CSeq: \(sequence ?? request.sequence)", "Contact: <sip:desk@127.0.0.1:\(signalling.port)>",
                "Content-Type: application/sdp",
            ], body: body, to: Self.port(of: request.via))
    }

    func send(_ lines: [String], body: String = "", to port: UInt16? = nil) {
        let text = (lines + ["Content-Length: \(body.utf8.count)", "", body]).joined(separator: "\r\n")
        signalling.send(Array(text.utf8), to: port ?? server)
    }

    var description: String { description(at: media) }

    private func description(at socket: LoopbackSocket) -> String {
        var lines = ["v=0", "o=- 1 1 IN IP4 127.0.0.1", "s=-", "c=IN IP4 127.0.0.1", "t=0 0", "m=audio \(socket.port) RTP/AVP 0"]
        if takesEvents { lines[5] += " 101\r\na=rtpmap:101 telephone-event/8000" }
        return (lines + [""]).joined(separator: "\r\n")
    }

    /// `SIP/2.0/UDP 127.0.0.1:5060;branch=...`
    private static func port(of via: String) -> UInt16? {
        via.split(separator: ";").first.flatMap { $0.split(separator: ":").last }.flatMap { UInt16($0) }
    }

    static func header(_ name: String, of text: String) -> String {
        let line = text.split(separator: "\r\n").first { $0.hasPrefix(name + ": ") }
        return line.map { String($0.dropFirst(name.count + 2)) } ?? ""
    }
}
