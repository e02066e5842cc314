import Testing

@testable import SIP

@Suite struct `Session descriptions` {
    private let everything = """
        v=0
        o=jdoe 3724394400 3724394405 IN IP4 198.51.100.1
        s=Call to John Smith
        i=A test
        u=http://www.jdoe.example.com/home.html
        e=Jane Doe <jane@jdoe.example.com>
        p=+1 617 555-6011
        c=IN IP4 198.51.100.1/127
        b=AS:64
        t=0 0
        r=7d 1h 0 25h
        z=2882844526 -1h 2898848070 0
        k=prompt
        a=tool:x:y
        a=recvonly
        m=audio 49170/2 RTP/AVP 0 8 101
        i=speech
        c=IN IP6 2001:db8::2
        b=TIAS:64000
        k=clear:x
        a=rtpmap:101 telephone-event/8000
        a=fmtp:101 0-15,32
        a=ptime:30
        a=maxptime:60.5
        a=rtcp:53020 IN IP4 126.16.64.4
        a=rtcp-mux
        m=video 51372 RTP/AVP 99
        a=rtpmap:99 h263-1998/90000
        a=sendonly

        """.replacing("\n", with: "\r\n")

    @Test func `are written back as they were read`() throws {
        #expect(try SessionDescription(parsing: everything).text == everything)
    }

    @Test func `are read into their parts`() throws {
        let description = try SessionDescription(parsing: everything)
        #expect(
            description.origin == SDPOrigin(username: "jdoe", sessionID: "3724394400", version: 3_724_394_405, host: .ipv4(0xC633_6401)))
        let audio = try #require(description.media.first)
        #expect(audio.port == 49_170)
        #expect(audio.portCount == 2)
        #expect(audio.payloadFormats.map(\.encoding) == ["PCMU", "PCMA", "telephone-event"])
        #expect(audio.payloadFormats.last?.parameters == "0-15,32")
        #expect(audio.packetTime == 30)
        #expect(audio.maximumPacketTime == 60)
        #expect(audio.multiplexesRTCP)
        #expect(audio.rtcp?.port == 53_020)
        #expect(audio.rtcp?.host == .ipv4(0x7E10_4004))
        #expect(description.connection(of: audio)?.host.addressText == "2001:db8::2")
        #expect(description.connection(of: description.media[1])?.host.addressText == "198.51.100.1")
        #expect(description.direction(of: audio) == .receiveOnly)
        #expect(description.direction(of: description.media[1]) == .sendOnly)
    }

    /// A body that is no description, and what is wrong in which line.
    struct Wrong: Sendable, CustomTestStringConvertible {
        var text: String
        var kind: SDPError.Kind
        var line: Int
        var testDescription: String { text.replacing("\n", with: "|") }
    }

    @Test(arguments: [
        Wrong(text: "", kind: .version, line: 0),
        Wrong(text: "v=1", kind: .version, line: 1),
        Wrong(text: "o=- 1 1 IN IP4 1.1.1.1", kind: .version, line: 1),
        Wrong(text: "v=0\ns=-", kind: .origin, line: 2),
        Wrong(text: "v=0\no=- 1 1 IN IP4", kind: .origin, line: 2),
        Wrong(text: "v=0\no=- x 1 IN IP4 1.1.1.1", kind: .origin, line: 2),
        Wrong(text: "v=0\no=- 1 99999999999999999999 IN IP4 1.1.1.1", kind: .origin, line: 2),
        Wrong(text: "v=0\no=- 1 1 IN IP4 1.1.1.1\nv=0", kind: .duplicate, line: 3),
        Wrong(text: "v=0\no=- 1 1 IN IP4 1.1.1.1\nc=IN IP6 1.1.1.1", kind: .connection, line: 3),
        Wrong(text: "v=0\no=- 1 1 IN IP4 1.1.1.1\nc=IN IP6 [::1]", kind: .connection, line: 3),
        Wrong(text: "v=0\no=- 1 1 IN IP4 1.1.1.1\nm=audio 65536 RTP/AVP 0", kind: .media, line: 3),
        Wrong(text: "v=0\no=- 1 1 IN IP4 1.1.1.1\nm=audio 1 RTP/AVP", kind: .media, line: 3),
        Wrong(text: "v=0\no=- 1 1 IN IP4 1.1.1.1\nm=audio 1 RTP/AVP 0\na=rtpmap:0 PCMU/0", kind: .payloadMap, line: 4),
        Wrong(text: "v=0\no=- 1 1 IN IP4 1.1.1.1\nm=audio 1 RTP/AVP 0\no=x", kind: .unknownType, line: 4),
        Wrong(text: "v=0\no=- 1 1 IN IP4 1.1.1.1\nq=1", kind: .unknownType, line: 3),
        Wrong(text: "v=0\no=- 1 1 IN IP4 1.1.1.1\n a=x", kind: .syntax, line: 3),
        Wrong(text: "v=0\no=- 1 1 IN IP4 1.1.1.1\na=\u{1}", kind: .syntax, line: 3),
    ]) func `that are wrong tell the line`(_ wrong: Wrong) {
        #expect(throws: SDPError(wrong.kind, line: wrong.line)) { try SessionDescription(parsing: wrong.text) }
    }

    /// A list of events and how it is written back.
    struct Events: Sendable, CustomTestStringConvertible {
        var text: String
        var written: String?
        var testDescription: String { text }
    }

    @Test(arguments: [
        Events(text: "0-15", written: "0-15"), Events(text: "0-15,66,70", written: "0-15,66,70"), Events(text: "3,1,2,0", written: "0-3"),
        Events(text: "255", written: "255"), Events(text: "0-255", written: "0-255"), Events(text: "0-10, 11", written: "0-11"),
        Events(text: "", written: nil), Events(text: "15-0", written: nil), Events(text: "256", written: nil),
        Events(text: "0-", written: nil),
        Events(text: "1,,2", written: nil), Events(text: "0-1-2", written: nil),
    ]) func `list telephone events`(_ events: Events) {
        #expect(TelephoneEventSet(events.text)?.description == events.written)
    }

    @Test(arguments: 0..<10) func `never trap, and what is read is written so that it is read alike`(_ seed: UInt64) throws {
        var generator = SIPRandom(seed: seed)
        var mutation = MessageMutation(seeds: [Array(everything.utf8)])
        var readable = 0
        for _ in 0..<500 {
            let bytes = mutation.next(using: &generator)
            guard let description = try? SessionDescription(parsing: bytes[...]) else { continue }
            readable += 1
            #expect(try SessionDescription(parsing: description.bytes[...]) == description)
        }
        #expect(readable > 20)
    }
}
