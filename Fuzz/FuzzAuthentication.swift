import SIP

/// The door of passwords: the input is read as a challenge, as credentials and, with both, as a REGISTER of somebody who has no password.
///
/// What can be read must be read back as it was written, and nobody may be let in.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzAuthentication(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    if let challenge = DigestChallenge(text), challenge == challenge.plain {
        precondition(DigestChallenge(challenge.description) == challenge.plain, "a challenge that is another one when it is read back")
        let account = DigestAccount(user: "anna", secret: .password("right"))
        let answer = account.answer([challenge], DigestSubject(.register, uri: "sip:hotline.example"), clientNonce: "c")
        precondition(answer.flatMap { DigestCredentials($0.description) } == answer?.plain, "an answer that cannot be read back")
    }
    if let credentials = DigestCredentials(text), credentials == credentials.plain {
        precondition(DigestCredentials(credentials.description) == credentials.plain, "credentials that are others when they are read back")
    }
    register(text)
    return 0
}

private func register(_ text: String) {
    let line = text.filter { !$0.isNewline }
    let request = """
        REGISTER sip:hotline.example SIP/2.0\r
        Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1\r
        From: <sip:anna@hotline.example>;tag=1\r
        To: <sip:anna@hotline.example>\r
        Call-ID: 1\r
        CSeq: 1 REGISTER\r
        Contact: <sip:anna@192.0.2.1>\r
        Authorization: \(line)\r
        Content-Length: 0\r
        \r

        """
    guard let message = try? SIPMessage(parsing: Array(request.utf8), framing: .datagram) else { return }
    let now = SIPInstant(milliseconds: 1_000)
    let gate = DigestGate.Configuration(realm: "hotline", key: [1, 2, 3]) { _ in .password("right") }
    var registrar = Registrar(RegistrarConfiguration(gate: gate), at: now)
    var outputs: [RegistrarOutput] = []
    let endpoint = SIPEndpoint(host: .ipv4(0xC000_0201), port: 5060)
    registrar.handle(message, from: SIPPeer(.udp, remote: endpoint, local: endpoint), at: now, into: &outputs)
    precondition(registrar.count == 0, "somebody got in without a password")
    precondition(!outputs.isEmpty, "no answer")
}

// What is written leaves control characters out; a value that had some is another one when it is read back, and is not compared.
extension DigestChallenge {
    fileprivate var plain: DigestChallenge {
        var challenge = self
        challenge.realm = realm.plain
        challenge.nonce = nonce.plain
        challenge.opaque = opaque?.plain
        return challenge
    }
}

extension DigestCredentials {
    fileprivate var plain: DigestCredentials {
        var credentials = self
        let isExtended = !isUserHashed && user.utf8.contains { $0 < 32 || $0 > 126 }
        if !isExtended { credentials.user = user.plain }
        credentials.realm = realm.plain
        credentials.nonce = nonce.plain
        credentials.uri = uri.plain
        credentials.opaque = opaque?.plain
        if let count { credentials.count?.clientNonce = count.clientNonce.plain }
        return credentials
    }
}

extension String {
    fileprivate var plain: String {
        String(String.UnicodeScalarView(unicodeScalars.filter { $0.value >= 32 && $0.value != 127 }))
    }
}
