import SIP
import Testing

@Suite struct `Messages of ours` {
    @Test func `answer with what the request brought`() throws {
        var invite = try Requests.message(["Record-Route: <sip:p1.example;lr>", "Timestamp: 54", "Record-Route: <sip:p2.example;lr>"])
        invite.source = SIPEndpoint(host: .ipv4(0xC000_0209), port: 5_099)
        var builder = invite.response(.ok, toTag: "mine")
        builder.add(.contact, "<sip:192.0.2.1>")
        builder.setBody(Array("v=0\r\n".utf8), type: MediaType.sdp)
        let text = String(decoding: builder.bytes, as: UTF8.self)
        #expect(
            text
                == [
                    "SIP/2.0 200 OK",
                    "Via: SIP/2.0/UDP 192.0.2.77:5080;branch=z9hG4bK776;rport=5099;received=192.0.2.9",
                    "Via: SIP/2.0/TCP inner.example;branch=z9hG4bKinner",
                    "From: \"Li Wei\" <sip:13800138000@carrier.example>;tag=9fxced76sl",
                    "To: <sip:95128@hotline.example>;tag=mine",
                    "Call-ID: 3848276298220188511@client.example",
                    "CSeq: 1 INVITE",
                    "Record-Route: <sip:p1.example;lr>",
                    "Record-Route: <sip:p2.example;lr>",
                    "Contact: <sip:192.0.2.1>",
                    "Content-Type: application/sdp",
                    "Content-Length: 5", "", "v=0", "",
                ].joined(separator: "\r\n"))
    }

    @Test func `carry Timestamp in a 100 and Record-Route where a dialog may begin`() throws {
        let invite = try Requests.message(["Record-Route: <sip:p1.example;lr>", "Timestamp: 54"])
        func headers(_ status: SIPStatus) throws -> [Bool] {
            let response = try SIPMessage(parsing: invite.response(status, toTag: "x").bytes, framing: .datagram)
            return [response.has(.timestamp), response.has(.recordRoute)]
        }
        #expect(try headers(.trying) == [true, false])
        #expect(try headers(.ringing) == [false, true])
        #expect(try headers(.ok) == [false, true])
        #expect(try headers(.busyHere) == [false, false])
    }

    @Test func `keep a tag that is there, and one in the URI is none`() throws {
        let bye = Requests.text(
            "BYE sip:a@b SIP/2.0",
            ["Via: SIP/2.0/UDP h;branch=z9hG4bK1", "From: <sip:a@b>;tag=1", "To: sip:c@d;tag=there", "Call-ID: x", "CSeq: 2 BYE"])
        let response = try SIPMessage(parsing: bye, framing: .datagram).response(.ok, toTag: "new")
        #expect(try SIPMessage(parsing: response.bytes, framing: .datagram).to?.tag == "there")
        let options = Requests.text(
            "OPTIONS sip:a@b SIP/2.0",
            ["Via: SIP/2.0/UDP h", "From: <sip:a@b>;tag=1", "To: <sip:c@d;tag=uri>", "Call-ID: x", "CSeq: 2 OPTIONS"])
        let other = try SIPMessage(parsing: options, framing: .datagram).response(.ok, toTag: "new")
        #expect(try SIPMessage(parsing: other.bytes, framing: .datagram).to?.tag == "new")
    }

    @Test func `cannot be broken by what is put into them`() throws {
        var response = try Requests.message().response(.ok, toTag: "t")
        response.add("X-Note", "a\r\nVia: evil\r\n\r\nbody\0")
        response.reason = "Fine\r\nX: y"
        let read = try SIPMessage(parsing: response.bytes, framing: .datagram)
        #expect(read.reasonPhrase == "Fine  X: y")
        #expect(read.value("x-note") == "a  Via: evil    body")
        #expect(read.vias?.count == 2)
        #expect(read.body.isEmpty)
    }

    private var request: SIPRequestBuilder {
        var builder = SIPRequestBuilder(
            .invite, uri: SIPURI(user: "op", host: .name("carrier.example")),
            via: Via(transport: "UDP", sentBy: SIPEndpoint(host: .ipv4(0xC000_0201), port: 5_060), branch: "z9hG4bKours"),
            from: NameAddress(displayName: "Hotline", uri: SIPURI(user: "95128", host: .name("hotline.example")), tag: "l"),
            to: NameAddress(uri: SIPURI(user: "op", host: .name("carrier.example"))), callID: "id@hotline.example", cseq: 7)
        builder.routes = [NameAddress(uri: SIPURI(host: .name("edge.example"), parameters: SIPParameters([.init("lr")])))]
        builder.contact = NameAddress(uri: SIPURI(host: .ipv4(0xC000_0201), port: 5_060))
        builder.add(.supported, "replaces")
        builder.setBody(Array("v=0\r\n".utf8), type: MediaType.sdp)
        return builder
    }

    @Test func `ask with everything a request must have`() throws {
        let read = try SIPMessage(parsing: request.bytes, framing: .stream)
        guard case .accept = SIPRequestCheck().verdict(on: read) else {
            Issue.record("refused by our own check")
            return
        }
        #expect(read.requestURIText == "sip:op@carrier.example")
        #expect(read.topVia?.wantsRport == true)
        #expect(read.maxForwards == 70)
        #expect(read.from?.displayName == "Hotline")
        #expect(read.routes.first?.uri?.isLooseRouter == true)
        #expect(read.cseq == CSeq(number: 7, method: .invite))
        #expect(read.contacts.count == 1)
        #expect(read.contentType?.name == MediaType.sdp)
    }

    @Test func `cancel and acknowledge in the same transaction`() throws {
        let cancel = try SIPMessage(parsing: request.cancel().bytes, framing: .stream)
        #expect(cancel.method == .cancel)
        #expect(cancel.topVia?.branch == "z9hG4bKours")
        #expect(cancel.cseq.number == 7)
        #expect(cancel.routes.count == 1)
        #expect(cancel.body.isEmpty)
        let invite = try SIPMessage(parsing: request.bytes, framing: .stream)
        let busy = try SIPMessage(parsing: invite.response(.busyHere, toTag: "theirs").bytes, framing: .datagram)
        let ack = try SIPMessage(parsing: request.acknowledgement(of: busy).bytes, framing: .stream)
        #expect(ack.method == .ack)
        #expect(ack.to?.tag == "theirs")
        #expect(ack.topVia?.branch == "z9hG4bKours")
        #expect(!ack.has(.contact))
    }

    @Test func `have a reason phrase for every status`() {
        for code in 100..<700 { #expect(!SIPStatus(code).reason.isEmpty) }
        #expect(SIPStatus(499).reason == "Bad Request")
        #expect(SIPStatus(183).reason == "Session Progress")
    }
}
