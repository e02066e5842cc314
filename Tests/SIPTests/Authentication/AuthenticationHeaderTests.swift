import Testing

@testable import SIP

/// A header value and whether it can be read.
struct AuthenticationText: Sendable, CustomTestStringConvertible {
    var text: String
    var isRead: Bool
    var testDescription: String { text }
}

@Suite struct `Authentication headers` {
    private static let hash = String(repeating: "0", count: 32)

    @Test(arguments: [
        AuthenticationText(text: "Digest realm=\"a\", nonce=\"n\"", isRead: true),
        AuthenticationText(text: "digest REALM=a , Nonce = n", isRead: true),
        AuthenticationText(text: "Digest realm=\"a\\\"b\", nonce=\"n\", qop=\"auth\", stale=TRUE", isRead: true),
        AuthenticationText(text: "Digest realm=\"a\", , nonce=abc==, unheard=\"of, it\"", isRead: true),
        AuthenticationText(text: "Digest realm=\"a\", nonce=\"n\", algorithm=SHA-256-sess", isRead: false),
        AuthenticationText(text: "Digest realm=\"a\", nonce=\"n\", qop=\"token\"", isRead: false),
        AuthenticationText(text: "Digest realm=\"a\", nonce=\"\"", isRead: false),
        AuthenticationText(text: "Digest realm=\"a\", nonce=\"n\", nonce=\"m\"", isRead: false),
        AuthenticationText(text: "Digest realm=\"a\" nonce=\"n\"", isRead: false),
        AuthenticationText(text: "Digest realm=\"a, nonce=\"n\"", isRead: false),
        AuthenticationText(text: "Digest realm", isRead: false),
        AuthenticationText(text: "Basic realm=\"a\", nonce=\"n\"", isRead: false),
        AuthenticationText(text: "", isRead: false),
    ]) func `challenge us`(_ row: AuthenticationText) {
        #expect((DigestChallenge(row.text) != nil) == row.isRead)
    }

    @Test(arguments: [
        AuthenticationText(text: "qop=auth, nc=00000001, cnonce=\"c\", username=\"u\"", isRead: true),
        AuthenticationText(text: "qop=\"auth\", nc=\"0000000a\", cnonce=c, username=u", isRead: true),
        AuthenticationText(text: "username=\"u\"", isRead: true),
        AuthenticationText(text: "username*=UTF-8''J%C3%A4s%C3%B8n, qop=auth-int, nc=00000001, cnonce=\"c\"", isRead: true),
        AuthenticationText(text: "username*=UTF-8''a, username=\"a\"", isRead: false),
        AuthenticationText(text: "username*=ISO-8859-1''a", isRead: false),
        AuthenticationText(text: "qop=auth, nc=1, cnonce=\"c\", username=\"u\"", isRead: false),
        AuthenticationText(text: "qop=auth, nc=+0000001, cnonce=\"c\", username=\"u\"", isRead: false),
        AuthenticationText(text: "qop=auth, cnonce=\"c\", username=\"u\"", isRead: false),
        AuthenticationText(text: "qop=auth, nc=00000001, username=\"u\"", isRead: false),
        AuthenticationText(text: "qop=other, nc=00000001, cnonce=\"c\", username=\"u\"", isRead: false),
        AuthenticationText(text: "algorithm=SHA-256, username=\"u\"", isRead: false),  // the digest is too short
        AuthenticationText(text: "", isRead: false),
    ]) func `answer us`(_ row: AuthenticationText) {
        let text = "Digest realm=\"r\", nonce=\"n\", uri=\"sip:a\", response=\"\(Self.hash)\", \(row.text)"
        #expect((DigestCredentials(text) != nil) == row.isRead)
    }

    @Test func `are read back as they were written`() throws {
        let challenge = DigestChallenge(
            realm: "a \"quoted\\ realm", nonce: "n", algorithm: .sha256, opaque: "o", protections: [.auth, .authInt], isStale: true,
            allowsHashedUser: true)
        #expect(DigestChallenge(challenge.description) == challenge)
        var credentials = DigestCredentials(
            user: "J\u{E4}s\u{F8}n", realm: "r", nonce: "n", uri: "sip:a", response: Self.hash, algorithm: .md5,
            count: .init(.auth, clientNonce: "c", number: 0xABC), opaque: "o")
        #expect(DigestCredentials(credentials.description) == credentials)
        credentials.user = Self.hash
        credentials.isUserHashed = true
        #expect(DigestCredentials(credentials.description) == credentials)
    }

    @Test func `are of an old kind when they name no algorithm`() {
        #expect(DigestChallenge("Digest realm=\"a\", nonce=\"n\"")?.algorithm == .md5)
    }

    @Test func `are not split at their commas`() throws {
        let message = try Requests.message(["Proxy-Authenticate: Digest realm=\"a\", nonce=\"n\", qop=\"auth,auth-int\""])
        #expect(message.lines(.proxyAuthenticate).compactMap { DigestChallenge($0) }.first?.protections == [.auth, .authInt])
    }
}
