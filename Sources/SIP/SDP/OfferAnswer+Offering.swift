extension OfferAnswer {
    /// Makes an offer: the first of a dialog, or one that changes it (hold, resume, a new address) (RFC 3264, 5 and 8).
    ///
    /// It stays pending until `accept` or `withdrawOffer`.
    public mutating func offer(direction: MediaDirection = .sendReceive) -> SessionDescription {
        let formats = offeredFormats()
        let transport = agreedMedia.indices.contains(audioIndex) ? agreedMedia[audioIndex].transport : "RTP/AVP"
        let medium = audio(formats, transport: transport, direction: direction, multiplexesRTCP: capabilities.multiplexesRTCP)
        var all = agreedMedia.map(\.refused)
        if all.indices.contains(audioIndex) { all[audioIndex] = medium } else { all = [medium] }
        let description = describe(all)
        pendingOffer = description
        return description
    }

    /// Our formats, best first, under the numbers this dialog knows them by; the codec in use leads, so that a hold changes nothing else.
    private mutating func offeredFormats() -> [PayloadFormat] {
        var codecs = capabilities.codecs
        if let current = media?.codec, let place = codecs.firstIndex(of: current) {
            codecs.remove(at: place)
            codecs.insert(current, at: 0)
        }
        var formats = codecs.map { PayloadFormat(payloadType: $0.assignedPayloadType, encoding: $0.rawValue, clockRate: $0.clockRate) }
        if capabilities.comfortNoise { formats.append(PayloadFormat(payloadType: 13, encoding: "CN", clockRate: 8_000)) }
        if !capabilities.telephoneEvents.isEmpty {
            formats.append(
                PayloadFormat(
                    payloadType: capabilities.telephoneEventPayloadType, encoding: "telephone-event", clockRate: 8_000,
                    parameters: capabilities.telephoneEvents.description))
        }
        return formats.map { numbers.number($0) }
    }

    /// Reads the answer to the pending offer (RFC 3264, 7).
    ///
    /// Throws when the audio was refused or nothing fits; the offer is over then and what held before holds on.
    public mutating func accept(_ answer: SessionDescription) throws(OfferAnswerError) -> NegotiatedMedia {
        guard let offer = pendingOffer else { throw .noOfferPending }
        pendingOffer = nil
        guard answer.media.indices.contains(audioIndex), offer.media.indices.contains(audioIndex),
            answer.media[audioIndex].type == "audio"
        else { throw .mediaMismatch }
        let theirs = answer.media[audioIndex]
        guard theirs.port != 0 else { throw .refused }
        let choice = CodecChoice(theirs.payloadFormats, ownPreferencesAside)
        let ours = CodecChoice(offer.media[audioIndex].payloadFormats, ownPreferencesAside)
        guard let codec = choice.codecs.first, let connection = answer.connection(of: theirs) else { throw .noCommonCodec }
        let agreed = negotiated(offer.media[audioIndex], theirs, connection, codec, answer: answer, choice: choice, ours: ours)
        numbers.note(theirs.payloadFormats)
        agreedMedia = offer.media
        media = agreed
        return agreed
    }

    /// What a description in a provisional response would come to, were it the answer; the offer stays pending, as the answer may be
    /// another one.
    public func preview(_ answer: SessionDescription) throws(OfferAnswerError) -> NegotiatedMedia {
        var copy = self
        return try copy.accept(answer)
    }

    /// The order of codecs in an answer is the other side's to choose.
    private var ownPreferencesAside: AudioCapabilities {
        var capabilities = capabilities
        capabilities.prefersOwnOrder = false
        return capabilities
    }

    /// What an answer comes to: we send by their numbers and receive by ours (7).
    private func negotiated(
        _ offered: MediaDescription, _ theirs: MediaDescription, _ connection: SDPConnection, _ codec: CodecChoice.Codec,
        answer: SessionDescription, choice: CodecChoice, ours: CodecChoice
    ) -> NegotiatedMedia {
        var allowed = answer.direction(of: theirs).reversed
        if connection.host.isUnspecified { allowed = allowed.intersection(.receiveOnly) }
        let mux = theirs.multiplexesRTCP && offered.multiplexesRTCP
        return NegotiatedMedia(
            remote: SIPEndpoint(host: connection.host, port: theirs.port),
            remoteRTCP: theirs.rtcpEndpoint(connection, isMultiplexed: mux),
            codec: codec.codec, sendPayloadType: codec.format.payloadType,
            receptions: ours.codecs.map { .init(payloadType: $0.format.payloadType, codec: $0.codec) },
            sendTelephoneEvent: choice.telephoneEvent?.payloadType, receiveTelephoneEvent: ours.telephoneEvent?.payloadType,
            telephoneEvents: choice.telephoneEvents, sendComfortNoise: choice.comfortNoise?.payloadType,
            receiveComfortNoise: ours.comfortNoise?.payloadType,
            direction: (offered.attributes.direction ?? .sendReceive).intersection(allowed),
            packetTime: theirs.packetTime ?? 20, maximumPacketTime: theirs.maximumPacketTime, multiplexesRTCP: mux)
    }
}
