import Foundation

/// What an agent's phone does by itself: it registers and calls.
extension PlainAgent {
    /// A call of its own, as far as the server has answered it.
    struct OwnCall {
        var callID: String
        var status: String
        /// The server's tag.
        var tag: String
    }

    /// Registers by digest, with MD5.
    func registers(as user: String, password: String) async throws {
        let address = "<sip:\(user)@127.0.0.1>"
        let bare = try await answer(to: request("REGISTER", "sip:127.0.0.1", from: address, to: address, callID: "registering-\(name)"))
        let challenge = bare.split(separator: "\r\n").first { $0.hasPrefix("WWW-Authenticate: ") && !$0.contains("SHA-256") } ?? ""
        let (realm, nonce) = (Self.parameter("realm", of: challenge), Self.parameter("nonce", of: challenge))
        let secret = try Self.md5("\(user):\(realm):\(password)")
        let response = try Self.md5("\(secret):\(nonce):00000001:c:auth:\(Self.md5("REGISTER:sip:127.0.0.1"))")
        let credentials = """
            Authorization: Digest username="\(user)", realm="\(realm)", nonce="\(nonce)", uri="sip:127.0.0.1", algorithm=MD5, qop=auth, \
            nc=00000001, cnonce="c", response="\(response)"
            """
        let again = request(
            "REGISTER", "sip:127.0.0.1", from: address, to: address, callID: "registering-\(name)", more: [credentials, "Expires: 600"])
        let status = try await answer(to: again).prefix { $0 != "\r\n" }
        guard status.hasPrefix("SIP/2.0 200") else { throw PlainAgentError(what: "the server does not register the phone: \(status)") }
    }

    /// Calls somebody, with these headers.
    func calls(_ callee: String, as user: String, _ more: [String] = []) async throws -> OwnCall {
        let callID = "own-\(name)-\(sequence)"
        let (from, to) = ("<sip:\(user)@127.0.0.1>", "<sip:\(callee)@127.0.0.1:\(server)>")
        let target = "sip:\(callee)@127.0.0.1:\(server)"
        let invite = request("INVITE", target, from: from, to: to, callID: callID, more: more + ["Content-Type: application/sdp"])
        let answer = try await answer(to: invite, body: description)
        let answered = Self.header("To", of: answer)
        var acknowledgement = request("ACK", target, from: from, to: answered, callID: callID)
        acknowledgement = acknowledgement.map { $0.hasPrefix("CSeq: ") ? "CSeq: \(sequence - 1) ACK" : $0 }
        send(acknowledgement)
        let tag = answered.components(separatedBy: ";tag=").dropFirst().first ?? ""
        return OwnCall(callID: callID, status: String(answer.dropFirst("SIP/2.0 ".count).prefix(3)), tag: tag)
    }

    /// Calls to take the place of a phone of a call that the server has made (RFC 3891).
    func takesPlace(of invitation: Invitation, as user: String) async throws -> OwnCall {
        let tag = invitation.from.components(separatedBy: ";tag=").dropFirst().first ?? ""
        return try await calls("desk", as: user, ["Replaces: \(invitation.callID);to-tag=\(tag);from-tag=agent"])
    }

    /// Offers nothing within the call and answers what the server offers in its ACK, as many exchanges hold and resume.
    func answersAnOffer(_ attribute: String, in invitation: Invitation) async throws {
        sequence += 1
        let invite = "\(sequence) INVITE"
        send(inCall("INVITE", invitation))
        try await eventually("an offer of the server's") {
            self.listen()
            return self.responses.contains {
                $0.hasPrefix("SIP/2.0 200") && Self.header("CSeq", of: $0) == invite && $0.contains("\r\nm=audio ")
            }
        }
        send(inCall("ACK", invitation, ["Content-Type: application/sdp"]), body: description + attribute + "\r\n")
    }

    /// Whether a request of an own call has come.
    func hears(_ method: String, of call: OwnCall) async throws {
        try await eventually("\(method) for the agent's own call") { self.heard(method, ofCall: call.callID) }
    }

    private func request(
        _ method: String, _ target: String, from: String, to: String, callID: String, more: [String] = []
    ) -> [String] {
        sequence += 1
        return [
            "\(method) \(target) SIP/2.0", "Via: SIP/2.0/UDP 127.0.0.1:\(port);branch=z9hG4bK-\(name)-\(sequence);rport",
            "Max-Forwards: 70", "From: \(from);tag=own", "To: \(to)", "Call-ID: \(callID)", "CSeq: \(sequence) \(method)",
            "Contact: <sip:desk@127.0.0.1:\(port)>",
        ] + more
    }

    /// Sends a request; the final answer to it.
    private func answer(to lines: [String], body: String = "") async throws -> String {
        let own = lines.first { $0.hasPrefix("CSeq: ") } ?? ""
        send(lines, body: body)
        return try await eventually("an answer to \(lines[0])") {
            self.listen()
            return self.responses.first { !$0.hasPrefix("SIP/2.0 1") && $0.contains("\r\n\(own)\r\n") }
        }
    }

    private static func parameter(_ name: String, of line: some StringProtocol) -> String {
        line.components(separatedBy: "\(name)=\"").dropFirst().first?.components(separatedBy: "\"").first ?? ""
    }

    private static func md5(_ text: String) throws -> String {
        let (tool, input, output) = (Process(), Pipe(), Pipe())
        tool.executableURL = URL(fileURLWithPath: "/usr/bin/md5sum")
        (tool.standardInput, tool.standardOutput) = (input, output)
        try tool.run()
        input.fileHandleForWriting.write(Data(text.utf8))
        try input.fileHandleForWriting.close()
        let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        tool.waitUntilExit()
        return String(said.prefix(32))
    }
}

/// What went wrong with a phone of the tests.
struct PlainAgentError: Error, CustomStringConvertible {
    var what: String
    var description: String { what }
}
