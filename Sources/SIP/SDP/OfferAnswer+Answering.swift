extension OfferAnswer {
    /// Answers an offer (RFC 3264, 6 and 8). `direction` is what we wish; the offer may allow less.
    ///
    /// Throws `noAudio` or `noCommonCodec`, each a 488, and changes nothing then.
    public mutating func answer(
        to offer: SessionDescription, direction: MediaDirection = .sendReceive
    ) throws(OfferAnswerError) -> Answered {
        let index = try audioMedium(in: offer)
        let offered = offer.media[index]
        let theirs = offered.payloadFormats
        let choice = CodecChoice(theirs, capabilities)
        guard let connection = offer.connection(of: offered), let codec = choice.codecs.first else { throw .noCommonCodec }
        let ours = theirDirection(offer, offered).reversed.intersection(direction)
        let mux = offered.multiplexesRTCP && capabilities.multiplexesRTCP
        let formats = choice.formats(capabilities)
        numbers.note(theirs)
        var media = offer.media.map(\.refused)
        media[index] = audio(formats, transport: offered.transport, direction: ours, multiplexesRTCP: mux)
        audioIndex = index
        agreedMedia = media
        pendingOffer = nil
        let agreed = negotiated(offered, connection, choice, codec, direction: ours, multiplexesRTCP: mux)
        self.media = agreed
        return Answered(description: describe(media), media: agreed)
    }

    /// The medium we take: the one we had, if it is still good, else the first good one.
    private func audioMedium(in offer: SessionDescription) throws(OfferAnswerError) -> Int {
        let usable = offer.media.indices.filter { isUsable(offer.media[$0], in: offer) }
        guard let only = usable.first else { throw .noAudio }
        // With one there is nothing to choose, and whether it fits is seen when it is answered.
        guard usable.count > 1 else { return only }
        let fitting = usable.filter { !CodecChoice(offer.media[$0].payloadFormats, capabilities).codecs.isEmpty }
        guard let first = fitting.first else { throw .noCommonCodec }
        return media != nil && fitting.contains(audioIndex) ? audioIndex : first
    }

    /// Plain RTP audio to an address of our family.
    private func isUsable(_ medium: MediaDescription, in offer: SessionDescription) -> Bool {
        guard medium.type == "audio", medium.port != 0, let host = offer.connection(of: medium)?.host else { return false }
        guard medium.transport == "RTP/AVP" || medium.transport == "RTP/AVPF", !host.isGroup else { return false }
        return host.isUnspecified || !host.isAddress || !local.host.isAddress || host.sdpAddressType == local.host.sdpAddressType
    }

    /// What the other side asks for; the address of no one means that it takes nothing (8.4).
    private func theirDirection(_ description: SessionDescription, _ medium: MediaDescription) -> MediaDirection {
        let direction = description.direction(of: medium)
        guard description.connection(of: medium)?.host.isUnspecified == true else { return direction }
        return direction.intersection(.sendOnly)
    }

    /// What an offered medium comes to: both sides use the offerer's numbers.
    private func negotiated(
        _ medium: MediaDescription, _ connection: SDPConnection, _ choice: CodecChoice, _ codec: CodecChoice.Codec,
        direction: MediaDirection, multiplexesRTCP: Bool
    ) -> NegotiatedMedia {
        let keys = choice.telephoneEvent?.payloadType
        let noise = choice.comfortNoise?.payloadType
        return NegotiatedMedia(
            remote: SIPEndpoint(host: connection.host, port: medium.port),
            remoteRTCP: medium.rtcpEndpoint(connection, isMultiplexed: multiplexesRTCP),
            codec: codec.codec, sendPayloadType: codec.format.payloadType,
            receptions: choice.codecs.map { .init(payloadType: $0.format.payloadType, codec: $0.codec) },
            sendTelephoneEvent: keys, receiveTelephoneEvent: keys, telephoneEvents: choice.telephoneEvents,
            sendComfortNoise: noise, receiveComfortNoise: noise, direction: direction,
            packetTime: medium.packetTime ?? 20, maximumPacketTime: medium.maximumPacketTime, multiplexesRTCP: multiplexesRTCP)
    }
}

extension MediaDescription {
    /// Where RTCP of this medium goes: to the port of RTP when both sides multiplex, else where `a=rtcp` says, else to the next one.
    func rtcpEndpoint(_ connection: SDPConnection, isMultiplexed: Bool) -> SIPEndpoint {
        if isMultiplexed { return SIPEndpoint(host: connection.host, port: port) }
        if let rtcp { return SIPEndpoint(host: rtcp.host ?? connection.host, port: rtcp.port) }
        return SIPEndpoint(host: connection.host, port: port == .max ? port : port + 1)
    }
}
