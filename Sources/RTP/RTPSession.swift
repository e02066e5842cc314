import Audio

/// One media stream of one leg of a call, both ways: datagrams in and out, 20 ms frames and keys in and out.
///
/// ```
/// receive(datagram) -> latch -> RTP -> sequence -> telephone event -> nextTelephoneEvent()
///                           \-> RTCP            \-> jitter buffer  -> playout() each 20 ms
/// packetize(frame) each 20 ms -> a telephone event that is due, else audio
/// report() when nextReport has come -> RTCP
/// ```
/// It does no I/O, knows no clock and draws no random number: time is an argument, in samples of the call's clock. After it has
/// been made it allocates nothing. Keep it in one place and change it there: a copy shares nothing but costs its 6 kB.
///
/// Not supported: redundant audio (RFC 2198), SRTP (RFC 3711), multicast, mixers' contributing sources (they are skipped).
public struct RTPSession: Sendable {
    var configuration: RTPConfiguration
    var latch: SymmetricLatch
    var controlLatch = ControlLatch()
    var collisions = CollisionDetector()
    var source = RemoteSource()
    var jitterBuffer: JitterBuffer
    var decoder: FrameDecoder
    var eventReceiver = TelephoneEventReceiver()
    var eventQueue = TelephoneEventQueue()
    var eventSender = TelephoneEventSender()
    var outgoing: OutgoingStream
    var control: RTCPReporter
    var counts = RTPStatistics()

    /// Makes a session that has neither sent nor received; `now` is the moment of the answer.
    public init(_ configuration: RTPConfiguration, at now: MediaTime = .zero) {
        self.configuration = configuration
        latch = SymmetricLatch(configuration.symmetric, expecting: configuration.remoteAddress)
        jitterBuffer = JitterBuffer(maximumDelayMilliseconds: configuration.maximumDelay)
        decoder = FrameDecoder(seed: configuration.seed)
        outgoing = OutgoingStream(configuration, at: now)
        control = RTCPReporter(seed: configuration.seed, at: now)
    }

    /// Our source; it changes if the peer has chosen the same (RFC 3550, section 8.2).
    public var ssrc: SSRC { outgoing.ssrc }

    /// The peer's source, once it is known.
    public var remoteSSRC: SSRC? { source.ssrc }

    /// Where audio is to be sent: where the peer's comes from, else where its SDP says.
    public var remoteAddress: TransportAddress? { latch.remoteAddress }

    /// ``remoteAddress`` for the path of packets: `mutating`, so that a session inside an optional or a larger value is looked at in its
    /// place; where it is only read, the compiler copies all of it.
    public mutating func destination() -> TransportAddress? { latch.remoteAddress }

    /// Where reports are to be sent: SDP's address for them; where the peer's come from, if its audio comes from elsewhere than SDP says;
    /// and until one has come, next to the audio.
    public var remoteControlAddress: TransportAddress? {
        guard let audio = latch.remoteAddress else { return configuration.remoteControlAddress }
        guard let named = configuration.remoteControlAddress else { return audio }
        guard let expected = configuration.remoteAddress, audio != expected else { return named }
        if let seen = controlLatch.address(besides: audio) { return seen }
        // A peer that only has another address than it says, as one with several interfaces, keeps its ports.
        if audio.port == expected.port { return audio.at(port: named.port) }
        // Behind a translator only the latched port is known to lead to the peer.
        return audio
    }

    /// Whether anything of the peer has come: a prompt that waits for the caller's first packet may begin.
    public var hasReceived: Bool { counts.received.packets > 0 }

    /// How much later a sound is heard than it would be without a jitter buffer.
    public var playoutDelay: MediaTime { MediaTime(samples: max(0, jitterBuffer.delay)) }

    /// The key that is down now, by telephone events; its tone in the audio is to be squelched.
    public var pressedDigit: DTMFDigit? { eventReceiver.pressed }

    /// The next key that went down or came up; fetch them all after ``receive(_:from:at:)`` and ``playout(into:at:)``.
    public mutating func nextTelephoneEvent() -> TelephoneEventReport? {
        eventQueue.popFirst()
    }

    /// The quality so far, both ways.
    public var statistics: RTPStatistics {
        var all = counts
        all.received.lost = Int(source.missing)
        all.received.duplicates = Int(source.reception.duplicates)
        all.received.jitter = Double(source.reception.jitter) / 8
        all.received.late = jitterBuffer.counts.late
        all.received.delay = Double(jitterBuffer.delay) / 8
        all.received.restarts += jitterBuffer.counts.restarts
        all.heard.inserted = jitterBuffer.counts.inserted
        all.heard.removed = jitterBuffer.counts.removed
        all.remote = control.remote
        return all
    }

    /// What a re-INVITE or UPDATE has agreed on (RFC 3264, section 8); counts, sources and what is buffered stay.
    ///
    /// The latch is open for a while: the peer's packets may come from elsewhere now. Those of before are heard until they do.
    public mutating func renegotiate(
        remoteAddress: TransportAddress?, remoteControlAddress: TransportAddress? = nil, receiving: PayloadFormats,
        sending: PayloadFormats, direction: MediaDirection, at now: MediaTime
    ) {
        latch.reopen(expecting: remoteAddress, at: now)
        if remoteAddress != configuration.remoteAddress || remoteControlAddress != configuration.remoteControlAddress {
            controlLatch = ControlLatch()
        }
        configuration.remoteAddress = remoteAddress
        configuration.remoteControlAddress = remoteControlAddress
        configuration.receiving = receiving
        configuration.sending = sending
        if configuration.direction.receives, !direction.receives { jitterBuffer.fallSilent() }
        if configuration.direction.sends != direction.sends { outgoing.beginSpurt() }
        configuration.direction = direction
    }
}
