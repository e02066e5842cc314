import Testing

@testable import SIP

@Suite struct `Offers and what becomes of them` {
    private func answer(_ formats: String, _ lines: [String] = [], port: Int = 40_000) throws -> SessionDescription {
        try Descriptions.offer(formats, lines, port: port)
    }

    @Test func `name all we can do`() {
        var side = Descriptions.side()
        let offer = side.offer()
        #expect(offer.media.count == 1)
        #expect(offer.media[0].formats == ["0", "8", "13", "101"])
        #expect(offer.media[0].attributes.all("fmtp") == ["101 0-16"])
        #expect(offer.media[0].multiplexesRTCP)
        #expect(offer.media[0].attributes.direction == .sendReceive)
    }

    @Test func `are answered with the other side's numbers for what we send`() throws {
        var side = Descriptions.side()
        _ = side.offer()
        let media = try side.accept(answer("8 96", ["a=rtpmap:96 telephone-event/8000", "a=fmtp:96 0-11", "a=rtcp-mux"]))
        #expect(media.codec == .pcma)
        #expect(media.sendTelephoneEvent == 96)
        #expect(media.receiveTelephoneEvent == 101)
        #expect(media.telephoneEvents.description == "0-11")
        #expect(media.receptions.map(\.payloadType) == [0, 8])
        #expect(media.sendComfortNoise == nil)
        #expect(media.receiveComfortNoise == 13)
        #expect(media.multiplexesRTCP)
        #expect(media.remoteRTCP.port == 40_000)
    }

    @Test func `stay open while provisional responses tell what the answer may be`() throws {
        var side = Descriptions.side()
        let offer = side.offer()
        #expect(try side.preview(answer("8", port: 41_000)).codec == .pcma)
        #expect(try side.preview(answer("0", port: 42_000)).remote.port == 42_000)
        #expect(throws: OfferAnswerError.refused) { try side.preview(answer("0", port: 0)) }
        #expect(side.pendingOffer == offer && side.media == nil)
        #expect(try side.accept(answer("0", port: 43_000)).remote.port == 43_000)
        #expect(throws: OfferAnswerError.noOfferPending) { try side.preview(answer("0")) }
    }

    /// Both halves of a direction.
    struct Way: Sendable, CustomTestStringConvertible {
        var offered: MediaDirection
        var answered: MediaDirection
        var ours: MediaDirection
        var testDescription: String { "\(offered), \(answered) -> \(ours)" }
    }

    @Test(arguments: [
        Way(offered: .sendReceive, answered: .sendReceive, ours: .sendReceive),
        Way(offered: .sendReceive, answered: .receiveOnly, ours: .sendOnly),
        Way(offered: .sendOnly, answered: .receiveOnly, ours: .sendOnly), Way(offered: .sendOnly, answered: .sendReceive, ours: .sendOnly),
        Way(offered: .sendOnly, answered: .inactive, ours: .inactive), Way(offered: .inactive, answered: .sendReceive, ours: .inactive),
        Way(offered: .receiveOnly, answered: .sendOnly, ours: .receiveOnly),
    ]) func `go the way both want`(_ way: Way) throws {
        var side = Descriptions.side()
        _ = side.offer(direction: way.offered)
        #expect(try side.accept(answer("0", ["a=\(way.answered.rawValue)"])).direction == way.ours)
    }

    @Test func `raise the version when, and only when, they change`() throws {
        var side = Descriptions.side()
        let first = try side.answer(to: Descriptions.offer("0"))
        #expect(try side.answer(to: Descriptions.offer("0")).description == first.description)
        let version = first.description.origin.version
        let hold = side.offer(direction: .sendOnly)
        #expect(hold.origin.version == version + 1)
        _ = try side.accept(answer("0", ["a=recvonly"]))
        #expect(side.offer(direction: .sendOnly).origin.version == version + 1)
        side.withdrawOffer()
        #expect(side.offer().origin.version == version + 2)
        side.withdrawOffer()
        side.local.port = 20_002
        #expect(try side.answer(to: Descriptions.offer("0")).description.origin.version == version + 3)
    }

    @Test func `keep numbers, places and the codec in use`() throws {
        var side = Descriptions.side()
        let offer = try Descriptions.offer(
            "101 97 8", ["a=rtpmap:101 opus/48000/2", "a=rtpmap:97 telephone-event/8000"], before: ["m=video 5000 RTP/AVP 99"])
        _ = try side.answer(to: offer)
        let hold = side.offer(direction: .sendOnly)
        #expect(hold.media.map(\.port) == [0, 20_000])
        #expect(hold.media[1].formats == ["8", "0", "13", "97"])
    }

    @Test func `find a free number when theirs has taken ours`() throws {
        var side = Descriptions.side()
        _ = try side.answer(to: Descriptions.offer("0 101", ["a=rtpmap:101 opus/48000/2"]))
        let formats = side.offer().media[0].payloadFormats
        let event = try #require(formats.first { $0.encoding == "telephone-event" })
        #expect(event.payloadType == 96)
    }

    @Test func `that are refused leave what held before`() throws {
        var side = Descriptions.side()
        let before = try side.answer(to: Descriptions.offer("0")).media
        _ = side.offer(direction: .inactive)
        #expect(throws: OfferAnswerError.refused) { try side.accept(answer("0", port: 0)) }
        #expect(side.media == before)
        #expect(side.pendingOffer == nil)
        #expect(throws: OfferAnswerError.noOfferPending) { try side.accept(answer("0")) }
        _ = side.offer()
        #expect(throws: OfferAnswerError.noCommonCodec) { try side.accept(answer("18")) }
        _ = side.offer()
        #expect(throws: OfferAnswerError.mediaMismatch) { try side.accept(SessionDescription(origin: side.offer().origin)) }
        #expect(side.media == before)
    }

    @Test func `without events or noise offer neither`() {
        var side = Descriptions.side {
            $0.telephoneEvents = TelephoneEventSet()
            $0.comfortNoise = false
            $0.codecs = [.pcma]
        }
        #expect(side.offer().media[0].formats == ["8"])
    }

    @Test(arguments: [MediaDirection.sendReceive, .sendOnly, .receiveOnly, .inactive])
    func `between two of us always come to the same on both sides`(_ direction: MediaDirection) throws {
        for first in SDPAudioCodec.allCases {
            for mux in [true, false] {
                var caller = Descriptions.side { $0.codecs.sort { left, _ in left == first } }
                var callee = OfferAnswer(local: SIPEndpoint(host: .ipv4(0xC000_0202), port: 30_000), sessionID: 7)
                callee.capabilities.multiplexesRTCP = mux
                let answered = try callee.answer(to: caller.offer(direction: direction))
                let accepted = try caller.accept(answered.description)
                #expect(accepted.codec == answered.media.codec)
                #expect(accepted.codec == first)
                #expect(accepted.direction == answered.media.direction.reversed)
                #expect(accepted.multiplexesRTCP == answered.media.multiplexesRTCP)
                #expect(accepted.sendTelephoneEvent == answered.media.receiveTelephoneEvent)
                #expect(accepted.remote == callee.local)
                #expect(answered.media.remote == caller.local)
            }
        }
    }
}
