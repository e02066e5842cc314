import Audio

extension RTPSession {
    /// The longest audio payload [octets]: 200 ms (RFC 3551, section 4.2).
    static let longestPayload = 1600

    /// Takes a datagram of either kind. Telephone events are known when this returns; audio waits for ``playout(into:at:)``.
    public mutating func receive(_ datagram: Span<UInt8>, from address: TransportAddress, at now: MediaTime) -> RTPReceived {
        let received =
            RTCPPacket.isControl(datagram)
            ? receiveControl(datagram, from: address, at: now) : receiveMedia(datagram, from: address, at: now)
        if case .ignored(let reason) = received { counts.ignoredCounts.count(reason) }
        return received
    }

    /// Gives the next 20 ms; call it once for each frame of the call's clock.
    public mutating func playout(into frame: inout AudioFrame, at now: MediaTime) -> Playout {
        play(into: &frame, at: now) { _ in false }
    }

    /// Gives the next 20 ms as the octets that came, when all of them are there in this law and nothing has to be made up for them; else as
    /// sound, like ``playout(into:at:)``.
    public mutating func playout(
        into frame: inout AudioFrame, orAs octets: inout InlineArray<160, UInt8>, of law: G711.Law, at now: MediaTime
    ) -> Playout {
        play(into: &frame, at: now) { (buffered: borrowing BufferedFrame) in
            guard buffered.law == law else { return false }
            octets = buffered.octets
            return true
        }
    }

    /// `takes` says whether it wants a whole frame as it is.
    @inline(__always) private mutating func play(
        into frame: inout AudioFrame, at now: MediaTime, _ takes: (borrowing BufferedFrame) -> Bool
    ) -> Playout {
        eventReceiver.advance(to: now, into: &eventQueue)
        var first = BufferedFrame()
        var second = BufferedFrame()
        let taken = jitterBuffer.take(into: &first, second: &second)
        let isHandedOn = taken == .frame && takes(first) && decoder.handOn(first)
        let playout = isHandedOn ? .handedOn : decoder.decode(taken, first, second, into: &frame)
        counts.heard.count(playout)
        return playout
    }

    private mutating func receiveMedia(_ datagram: Span<UInt8>, from address: TransportAddress, at now: MediaTime) -> RTPReceived {
        let packet: RTPPacket
        do { packet = try RTPPacket(parsing: datagram) } catch { return .ignored(.malformed) }
        guard let format = configuration.receiving.format(of: packet.payloadType) else { return .ignored(.unknownPayloadType) }
        switch latch.judge(packet, from: address, at: now) {
        case .accepted: break
        case .onProbation: return .ignored(.onProbation)
        case .wrongSource: return .ignored(.wrongSource)
        }
        guard !isLooped(packet.ssrc, from: address, at: now) else { return .ignored(.looped) }
        guard configuration.direction.receives else {
            // What is sent although we do not listen is not lost.
            _ = track(packet)
            return .ignored(.onHold)
        }
        switch format {
        case .telephoneEvent: return receiveEvent(packet, in: datagram, at: now)
        case .audio(let law): return receiveAudio(packet, law, in: datagram, at: now)
        case .comfortNoise: return receiveNoise(packet, in: datagram)
        }
    }

    /// Events of another SSRC than the audio's are heard too: some gateways send them so.
    private mutating func receiveEvent(_ packet: RTPPacket, in datagram: Span<UInt8>, at now: MediaTime) -> RTPReceived {
        if source.ssrc == nil || source.ssrc == packet.ssrc {
            let verdict = track(packet)
            if verdict == .tracked(.duplicate) { return .ignored(.duplicate) }
        }
        guard eventReceiver.receive(packet, in: datagram, at: now, into: &eventQueue) else { return .ignored(.unknownEvent) }
        counts.received.packets += 1
        counts.received.octets += packet.payload.count
        counts.received.keys = eventReceiver.presses
        jitterBuffer.fallSilent()
        return .telephoneEvent
    }

    private mutating func receiveAudio(
        _ packet: RTPPacket, _ law: G711.Law, in datagram: Span<UInt8>, at now: MediaTime
    ) -> RTPReceived {
        guard (1...RTPSession.longestPayload).contains(packet.payload.count) else { return .ignored(.badPayloadSize) }
        var (isNewest, isContiguous) = (true, false)
        switch track(packet) {
        case .began: break
        case .onProbation: return .ignored(.onProbation)
        case .tracked(.duplicate): return .ignored(.duplicate)
        case .tracked(.jumped): return .ignored(.jumped)
        case .tracked(.restarted): break
        case .tracked(.reordered): isNewest = false
        case .tracked(.newest(let missing)): isContiguous = missing == 0
        }
        counts.received.packets += 1
        counts.received.octets += packet.payload.count
        source.follow(packet.timestamp, at: now)
        let verdict = jitterBuffer.receive(
            datagram.extracting(packet.payload), law, timestamp: packet.timestamp, isNewest: isNewest, isContiguous: isContiguous)
        switch verdict {
        case .kept: return .audio
        case .late: return .ignored(.late)
        case .jumped: return .ignored(.jumped)
        }
    }

    private mutating func receiveNoise(_ packet: RTPPacket, in datagram: Span<UInt8>) -> RTPReceived {
        switch track(packet) {
        case .onProbation: return .ignored(.onProbation)
        case .tracked(.duplicate): return .ignored(.duplicate)
        case .tracked(.jumped): return .ignored(.jumped)
        case .tracked(.reordered): return .ignored(.late)
        case .began, .tracked: break
        }
        counts.received.packets += 1
        counts.received.octets += packet.payload.count
        if !packet.payload.isEmpty { decoder.adjustNoise(toLevelOctet: datagram[packet.payload.lowerBound]) }
        jitterBuffer.fallSilent()
        return .comfortNoise
    }

    private mutating func track(_ packet: RTPPacket) -> RemoteSource.Verdict {
        let verdict = source.receive(packet)
        switch verdict {
        case .began where jitterBuffer.isAnchored:
            counts.received.restarts += 1
            jitterBuffer.reset()
        case .tracked(.reordered): counts.received.reordered += 1
        default: break
        }
        return verdict
    }

    /// Our own SSRC from the peer: the first time we take another one, from then on it is an echo (RFC 3550, section 8.2).
    mutating func isLooped(_ ssrc: SSRC, from address: TransportAddress, at now: MediaTime) -> Bool {
        switch collisions.judge(ssrc, ours: outgoing.ssrc, from: address, at: now) {
        case .none: return false
        case .loop: return true
        case .collision:
            control.leave(outgoing.ssrc)
            outgoing.changeSource()
            return false
        }
    }
}

extension RTPStatistics.Heard {
    fileprivate mutating func count(_ playout: Playout) {
        switch playout {
        case .decoded, .handedOn: decoded += 1
        case .concealed(.lost): concealedLost += 1
        case .concealed(.late): concealedLate += 1
        case .concealed(.suppressed): concealedSuppressed += 1
        case .comfortNoise: comfortNoise += 1
        case .notStarted: notStarted += 1
        }
    }
}
