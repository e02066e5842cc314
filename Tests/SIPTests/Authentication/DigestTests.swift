import Testing

@testable import SIP

/// A published example of a digest.
struct DigestExample: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var challenge: String
    var account: DigestAccount
    var subject: DigestSubject
    var clientNonce: String
    var response: String
}

@Suite struct `Digests` {
    private static let lion = DigestAccount(user: "Mufasa", secret: .password("Circle of Life"))
    private static let page = DigestSubject(.other("GET"), uri: "/dir/index.html")

    private static func lionChallenge(_ algorithm: String) -> String {
        """
        Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=\(algorithm), \
        nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"
        """
    }

    @Test(arguments: [
        DigestExample(
            testDescription: "RFC 7616, 3.9.1, MD5", challenge: lionChallenge("MD5"), account: lion, subject: page,
            clientNonce: "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ", response: "8ca523f5e9506fed4657c9700eebdbec"),
        DigestExample(
            testDescription: "RFC 7616, 3.9.1, SHA-256", challenge: lionChallenge("SHA-256"), account: lion, subject: page,
            clientNonce: "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ",
            response: "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"),
        DigestExample(
            testDescription: "RFC 2617, 3.5",
            challenge: """
                Digest realm="testrealm@host.com", qop="auth,auth-int", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", \
                opaque="5ccc069c403ebaf9f0171e9517f40e41"
                """,
            account: DigestAccount(user: "Mufasa", secret: .password("Circle Of Life")), subject: page, clientNonce: "0a4f113b",
            response: "6629fae49393a05397450978507c4ef1"),
        DigestExample(
            testDescription: "RFC 2069, 2.4 as corrected by its erratum 749",
            challenge: "Digest realm=\"testrealm@host.com\", nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\"",
            account: DigestAccount(user: "Mufasa", secret: .password("CircleOfLife")), subject: page, clientNonce: "",
            response: "1949323746fe6a43ef61f9606e7febea"),
    ]) func `are those of their standards`(_ example: DigestExample) throws {
        let challenge = try #require(DigestChallenge(example.challenge))
        let credentials = try #require(example.account.answer([challenge], example.subject, clientNonce: example.clientNonce))
        #expect(credentials.response == example.response)
        #expect(DigestCredentials(credentials.description) == credentials)
    }

    /// RFC 7616, 3.9.2 with the values of its erratum 4897: those printed were not made with SHA-512/256.
    @Test func `hide the user's name where the challenge allows it`() throws {
        let challenge = try #require(
            DigestChallenge(
                """
                Digest realm="api@example.org", qop="auth", algorithm=SHA-512-256, \
                nonce="5TsQWLVdgBdmrQ0XsxbDODV+57QdFR34I9HAbC/RVvkK", \
                opaque="HRPCssKJSGjCrkzDg8OhwpzCiGPChXYjwrI2QmXDnsOS", charset=UTF-8, userhash=true
                """))
        let account = DigestAccount(user: "J\u{E4}s\u{F8}n Doe", secret: .password("Secret, or not?"))
        let credentials = try #require(
            account.answer(
                [challenge], DigestSubject(.other("GET"), uri: "/doe.json"), clientNonce: "NTg6RKcb9boFIAS3KrFK9BGeh+iDa/sm6jUMp2wds69v"))
        #expect(credentials.user == "793263caabb707a56211940d90411ea4a575adeccb7e360aeb624ed06ece9b0b")
        #expect(credentials.response == "3798d4131c277846293534c3edc11bd8a5e4cdcbff78b05db9d95eeb1cec68a5")
    }

    @Test func `cover the body where the challenge wants it`() throws {
        let challenge = try #require(DigestChallenge("Digest realm=\"r\", nonce=\"n\", algorithm=SHA-256, qop=\"auth-int\""))
        let answers = ["one", "two"].map {
            Self.lion.answer([challenge], DigestSubject(.invite, uri: "sip:a@b", body: Array($0.utf8)), clientNonce: "c")
        }
        #expect(answers[0]?.count?.protection == .authInt)
        #expect(answers[0]?.response != answers[1]?.response)
    }

    @Test func `are made with the first algorithm that is known and that there is a hash for`() throws {
        let texts = ["SHA-1024", "SHA-256", "MD5"].map { "Digest realm=\"r\", nonce=\"n\", qop=\"auth\", algorithm=\($0)" }
        let challenges = texts.compactMap { DigestChallenge($0) }
        let subject = DigestSubject(.register, uri: "sip:example.com")
        #expect(challenges.map(\.algorithm) == [.sha256, .md5])
        #expect(Self.lion.answer(challenges, subject, clientNonce: "c")?.algorithm == .sha256)
        let hash = DigestAlgorithm.md5.hexadecimal("Mufasa:r:Circle of Life")
        let old = DigestAccount(user: "Mufasa", secret: .hashes([.md5: hash]))
        #expect(old.answer(challenges, subject, clientNonce: "c") == Self.lion.answer([challenges[1]], subject, clientNonce: "c"))
    }

    @Test func `never show a secret`() {
        #expect("\(DigestSecret.password("Circle of Life"))" == "<secret>")
        #expect(String(reflecting: DigestSecret.password("Circle of Life")) == "<secret>")
    }
}
