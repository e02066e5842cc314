import Testing

@testable import SIP

@Suite struct `Answering an offer` {
    @Test func `takes the offerer's order and numbers`() throws {
        var side = Descriptions.side()
        let offer = try Descriptions.offer(
            "18 8 97 0 96 13", ["a=rtpmap:97 telephone-event/16000", "a=rtpmap:96 telephone-event/8000", "a=fmtp:96 0-15,32", "a=ptime:30"])
        let answer = try side.answer(to: offer)
        #expect(
            answer.description.text
                == [
                    "v=0", "o=- 42 42 IN IP4 192.0.2.1", "s=-", "c=IN IP4 192.0.2.1", "t=0 0", "m=audio 20000 RTP/AVP 8 0 13 96",
                    "a=rtpmap:8 PCMA/8000", "a=rtpmap:0 PCMU/8000", "a=rtpmap:13 CN/8000", "a=rtpmap:96 telephone-event/8000",
                    "a=fmtp:96 0-15",
                    "a=ptime:20", "a=sendrecv", "",
                ].joined(separator: "\r\n"))
        let media = answer.media
        #expect(media.remote.description == "192.0.2.77:40000")
        #expect(media.remoteRTCP.description == "192.0.2.77:40001")
        #expect(media.codec == .pcma)
        #expect(media.sendPayloadType == 8)
        #expect(media.receptions == [.init(payloadType: 8, codec: .pcma), .init(payloadType: 0, codec: .pcmu)])
        #expect(media.sendTelephoneEvent == 96)
        #expect(media.receiveTelephoneEvent == 96)
        #expect(media.telephoneEvents.description == "0-15")
        #expect(media.sendComfortNoise == 13)
        #expect(media.direction == .sendReceive)
        #expect(media.packetTime == 30)
        #expect(!media.multiplexesRTCP)
    }

    @Test func `takes our order when it is told to`() throws {
        var side = Descriptions.side { $0.prefersOwnOrder = true }
        #expect(try side.answer(to: Descriptions.offer("8 0")).media.codec == .pcmu)
    }

    @Test func `takes codecs by name under dynamic numbers`() throws {
        var side = Descriptions.side()
        let media = try side.answer(to: Descriptions.offer("100 101", ["a=rtpmap:100 pcma/8000/1", "a=rtpmap:101 telephone-event/8000"]))
            .media
        #expect(media.sendPayloadType == 100)
        #expect(media.codec == .pcma)
        #expect(media.sendComfortNoise == nil)
    }

    @Test func `believes the map more than the number`() throws {
        var side = Descriptions.side()
        let media = try side.answer(to: Descriptions.offer("0 8", ["a=rtpmap:0 opus/48000/2"])).media
        #expect(media.codec == .pcma)
    }

    @Test func `takes sixteen keys when the events are not told`() throws {
        var side = Descriptions.side()
        let media = try side.answer(to: Descriptions.offer("0 101", ["a=rtpmap:101 telephone-event/8000"])).media
        #expect(media.telephoneEvents == .keys)
    }

    /// What is offered and wished, and what comes of it.
    struct Way: Sendable, CustomTestStringConvertible {
        var offered: String
        var address = "192.0.2.77"
        var wished = MediaDirection.sendReceive
        var ours: MediaDirection
        var testDescription: String { "\(offered) from \(address), \(wished) -> \(ours)" }
    }

    @Test(arguments: [
        Way(offered: "sendrecv", ours: .sendReceive), Way(offered: "sendonly", ours: .receiveOnly),
        Way(offered: "recvonly", ours: .sendOnly),
        Way(offered: "inactive", ours: .inactive), Way(offered: "sendrecv", address: "0.0.0.0", ours: .receiveOnly),
        Way(offered: "recvonly", address: "0.0.0.0", ours: .inactive), Way(offered: "sendrecv", wished: .sendOnly, ours: .sendOnly),
        Way(offered: "sendonly", wished: .sendOnly, ours: .inactive), Way(offered: "sendrecv", wished: .inactive, ours: .inactive),
    ]) func `goes the way both want`(_ way: Way) throws {
        var side = Descriptions.side()
        let answer = try side.answer(
            to: Descriptions.offer("0", ["a=\(way.offered)"], address: "IN IP4 \(way.address)"), direction: way.wished)
        #expect(answer.media.direction == way.ours)
        #expect(answer.description.media.first?.attributes.direction == way.ours)
        #expect(answer.media.isHeld == !way.ours.sends)
    }

    @Test func `refuses other media in their places`() throws {
        var side = Descriptions.side()
        let offer = try Descriptions.offer(
            "0", before: ["m=video 5000 RTP/AVP 99 100", "a=rtpmap:99 VP8/90000"],
            after: ["m=image 6000 udptl t38", "m=audio 7000 RTP/AVP 0"])
        let answer = try side.answer(to: offer).description
        #expect(answer.media.map(\.port) == [0, 20_000, 0, 0])
        #expect(answer.media.map(\.type) == ["video", "audio", "image", "audio"])
        #expect(answer.media.map(\.transport) == ["RTP/AVP", "RTP/AVP", "udptl", "RTP/AVP"])
        #expect(answer.media[0].formats == ["99", "100"])
    }

    @Test func `multiplexes RTCP when both can, else takes it where it is told`() throws {
        var side = Descriptions.side()
        let multiplexed = try side.answer(to: Descriptions.offer("0", ["a=rtcp-mux", "a=rtcp:9000"]))
        #expect(multiplexed.media.multiplexesRTCP)
        #expect(multiplexed.media.remoteRTCP.port == 40_000)
        #expect(multiplexed.description.media[0].multiplexesRTCP)
        var other = Descriptions.side { $0.multiplexesRTCP = false }
        let apart = try other.answer(to: Descriptions.offer("0", ["a=rtcp-mux", "a=rtcp:9000 IN IP4 192.0.2.78"]))
        #expect(!apart.media.multiplexesRTCP)
        #expect(apart.media.remoteRTCP.description == "192.0.2.78:9000")
        #expect(try other.answer(to: Descriptions.offer("0", port: 65_535)).media.remoteRTCP.port == 65_535)
    }

    @Test func `goes over IPv6 when that is where we are`() throws {
        var side = OfferAnswer(local: SIPEndpoint(host: .ipv6(high: 0x2001_0db8_0000_0000, low: 1), port: 20_000), sessionID: 1)
        let answer = try side.answer(to: Descriptions.offer("0", address: "IN IP6 2001:db8::77"))
        #expect(answer.description.text.contains("\r\nc=IN IP6 2001:db8::1\r\n"))
        #expect(answer.media.remote.description == "[2001:db8::77]:40000")
        #expect(throws: OfferAnswerError.noAudio) { try side.answer(to: Descriptions.offer("0")) }
    }

    @Test(arguments: ["224.0.0.1", "239.255.255.255", "255.255.255.255"])
    func `sends no media to many hosts at once`(_ address: String) throws {
        var side = Descriptions.side()
        let offer = try Descriptions.offer("0", address: "IN IP4 \(address)")
        #expect(throws: OfferAnswerError.noAudio) { try side.answer(to: offer) }
        #expect(side.media == nil)
    }

    /// An offer nothing comes of.
    struct Hopeless: Sendable, CustomTestStringConvertible {
        var formats: String
        var lines: [String] = []
        var port = 40_000
        var error: OfferAnswerError
        var testDescription: String { "\(formats) \(lines) \(port)" }
    }

    @Test(arguments: [
        Hopeless(formats: "18", error: .noCommonCodec),
        Hopeless(formats: "101", lines: ["a=rtpmap:101 telephone-event/8000"], error: .noCommonCodec),
        Hopeless(formats: "13", error: .noCommonCodec), Hopeless(formats: "0", lines: ["a=rtpmap:0 PCMU/16000"], error: .noCommonCodec),
        Hopeless(formats: "0", port: 0, error: .noAudio),
    ]) func `is refused when nothing fits, and changes nothing`(_ hopeless: Hopeless) throws {
        var side = Descriptions.side()
        let first = try side.answer(to: Descriptions.offer("0"))
        let offer = try Descriptions.offer(hopeless.formats, hopeless.lines, port: hopeless.port)
        #expect(throws: hopeless.error) { try side.answer(to: offer) }
        #expect(hopeless.error.status == .notAcceptableHere)
        #expect(side.media == first.media)
        #expect(side.localDescription == first.description)
    }
}
