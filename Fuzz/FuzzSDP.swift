import SIP

/// The door of session descriptions: two of them with a zero byte between, read, written, answered, and taken as answers.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzSDP(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    var side = OfferAnswer(local: SIPEndpoint(host: .ipv4(0xC000_0201), port: 4_000), sessionID: 1)
    for part in bytes.split(separator: 0, maxSplits: 3) {
        guard let description = try? SessionDescription(parsing: part) else { continue }
        guard let again = try? SessionDescription(parsing: description.bytes[...]), again == description else {
            preconditionFailure("a description that is another one when it is read back")
        }
        exchange(description, &side)
    }
    return 0
}

private func exchange(_ description: SessionDescription, _ side: inout OfferAnswer) {
    for medium in description.media {
        _ = (medium.payloadFormats, medium.rtcp?.host, medium.maximumPacketTime, medium.refused)
    }
    let before = side.media
    do throws(OfferAnswerError) {
        let answered = try side.answer(to: description, direction: .sendReceive)
        check(answered.media)
        precondition(answered.description.media.count == description.media.count, "an answer with other media than the offer")
        precondition(answered.description.media.filter { $0.port != 0 }.count == 1, "an answer with more than one audio")
    } catch {
        precondition(side.media == before, "a refused offer that changed something")
    }
    let offer = side.offer(direction: .sendOnly)
    let numbers = offer.media.flatMap { $0.port == 0 ? [] : $0.formats }
    precondition(Set(numbers).count == numbers.count, "an offer with two meanings for one number")
    if let media = try? side.accept(description) { check(media) }
    side.withdrawOffer()
}

private func check(_ media: NegotiatedMedia) {
    precondition(media.sendPayloadType < 128 && media.packetTime > 0 && !media.receptions.isEmpty, "media that cannot be sent")
    precondition((media.sendTelephoneEvent == nil) == media.telephoneEvents.isEmpty, "telephone events without a number")
}
