import Audio

extension RTPSession {
    /// The octets that a buffer for ``packetize(_:into:at:)`` must hold: a header and 20 ms of G.711.
    public static let packetSize = RTPPacket.headerSize + AudioFrame.sampleCount

    /// The law that audio is sent with: encoded prompts are best kept in it. `nil` when no audio was agreed on.
    public var sendingLaw: G711.Law? { configuration.sending.sendingLaw }

    /// Whether keys can be sent as telephone events.
    public var canSendTelephoneEvents: Bool { configuration.sending.telephoneEvent != nil }

    /// Whether keys are being sent or wait to be.
    public var isSendingTelephoneEvents: Bool { eventSender.isActive }

    /// Queues a key to be sent as a telephone event, at least 40 ms long, 60 ms after the one before it.
    ///
    /// Returns `false` when the peer takes no telephone events or 32 keys already wait.
    public mutating func send(_ digit: DTMFDigit, duration: MediaTime = .milliseconds(100)) -> Bool {
        canSendTelephoneEvents && eventSender.append(digit, duration: duration)
    }

    /// Forgets the keys that wait; the one that is being sent ends.
    public mutating func cancelTelephoneEvents() {
        eventSender.cancel()
    }

    /// Writes the packet of the next 20 ms: a telephone event if one is due, else the frame.
    ///
    /// Call it once for each frame of the call's clock. Returns the octets of the datagram, or 0 when there is nothing to send: on hold,
    /// without an address or a codec, or with too small a buffer.
    public mutating func packetize(_ frame: borrowing AudioFrame, into buffer: inout MutableSpan<UInt8>, at now: MediaTime) -> Int {
        guard let law = beginFrame(buffer.count, at: now) else { return 0 }
        defer { outgoing.passFrame() }
        if let size = packetizeEvent(into: &buffer) { return size }
        guard let header = audioHeader(law) else { return 0 }
        header.writeHeader(into: &buffer)
        write(frame, law, into: &buffer)
        return header.payload.upperBound
    }

    /// Writes the packet of the next 20 ms from 160 octets that are already G.711; those of the other law are converted.
    public mutating func packetize(
        encoded octets: Span<UInt8>, _ law: G711.Law, into buffer: inout MutableSpan<UInt8>, at now: MediaTime
    ) -> Int {
        guard let sendingLaw = beginFrame(buffer.count, at: now) else { return 0 }
        defer { outgoing.passFrame() }
        if let size = packetizeEvent(into: &buffer) { return size }
        guard octets.count == AudioFrame.sampleCount, let header = audioHeader(sendingLaw) else { return 0 }
        header.writeHeader(into: &buffer)
        if law == sendingLaw {
            buffer.copy(octets, at: RTPPacket.headerSize)
        } else {
            var sound = AudioFrame.silence
            G711.decode(octets, law, into: &sound)
            write(sound, sendingLaw, into: &buffer)
        }
        return header.payload.upperBound
    }

    /// Lets 20 ms pass without audio: writes a telephone event if one is due, else nothing and returns 0.
    public mutating func packetizeSilence(into buffer: inout MutableSpan<UInt8>, at now: MediaTime) -> Int {
        guard beginFrame(buffer.count, at: now) != nil else { return 0 }
        defer { outgoing.passFrame() }
        if let size = packetizeEvent(into: &buffer) { return size }
        outgoing.beginSpurt()
        return 0
    }

    private func write(_ frame: borrowing AudioFrame, _ law: G711.Law, into buffer: inout MutableSpan<UInt8>) {
        var octets = InlineArray<160, UInt8>(repeating: 0)
        var payload = octets.mutableSpan
        G711.encode(frame, law, into: &payload)
        buffer.copy(octets.span, at: RTPPacket.headerSize)
    }

    private mutating func beginFrame(_ room: Int, at now: MediaTime) -> G711.Law? {
        guard configuration.direction.sends, remoteAddress != nil, room >= RTPSession.packetSize else { return nil }
        outgoing.catchUp(to: now)
        return configuration.sending.sendingLaw
    }

    private mutating func audioHeader(_ law: G711.Law) -> RTPPacket? {
        guard let type = configuration.sending.payloadType(of: law) else { return nil }
        counts.sent.packets += 1
        counts.sent.octets += AudioFrame.sampleCount
        return outgoing.audioHeader(type, payloadSize: AudioFrame.sampleCount)
    }

    private mutating func packetizeEvent(into buffer: inout MutableSpan<UInt8>) -> Int? {
        guard let type = configuration.sending.telephoneEvent, let event = eventSender.next(at: outgoing.timestamp) else { return nil }
        let header = outgoing.eventHeader(type, event)
        header.writeHeader(into: &buffer)
        event.event.write(into: &buffer, at: RTPPacket.headerSize)
        counts.sent.packets += 1
        counts.sent.octets += TelephoneEvent.size
        return header.payload.upperBound
    }
}
