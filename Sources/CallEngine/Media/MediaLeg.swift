import Audio
import RTP
import Recognition

/// One party's media: what it says, frame by frame, its keys, and the frame it is sent.
struct MediaLeg: Sendable {
    /// What was agreed; nil while an offer is late.
    private(set) var media: LegMedia?
    /// Whether the party has ever wanted to hear us.
    private var hasListened = false
    var session: RTPSession?
    private var detector: DTMFDetector
    /// Whether keys are heard in the sound too.
    var detectsTones: Bool
    /// Whether tones are taken out of what the party says: they are passed on as keys.
    var squelchesTones = false
    private var arbiter = DigitArbiter()
    /// What was heard of tones in this tick.
    private(set) var tones: [DTMFDetector.Event] = []
    /// How often keys were reported, by the ways they came.
    private(set) var reports = CallRecord.KeyCount.Reports()
    private var keyDown: MediaTime?
    /// How loud the party's last telephone event says its tone is.
    var eventLevel = KeyToneSender.usualLevel
    var keyTones = KeyToneSender()
    private var hush: ComfortNoise
    var lineNoise: LoopedNoise
    private let noiseSource: PromptAudio
    private let identity: Identity

    /// What the party said in this tick; of before while ``heardLaw`` says that it has not been decoded.
    private(set) var heard = AudioFrame.silence
    /// What the party said in this tick, as it came.
    private(set) var heardOctets = EncodedFrame()
    /// The law of ``heardOctets``; nil when what the party said is in ``heard``.
    private(set) var heardLaw: G711.Law?
    /// Whether that is made up, wholly or in part.
    private(set) var isConcealed = false
    /// What it is sent in this tick.
    var frame = EncodedFrame()
    /// Whether this tick sends a packet.
    var isSending = false
    /// Whether that packet holds sound that may come back as an echo, rather than the line's noise.
    var isAudible = false
    /// When the last packet of the party's arrived.
    private(set) var lastPacket: MediaTime?
    /// When something was heard of the party last, or nothing was to be expected of it.
    var lastHeard: MediaTime

    /// What must be random, or the call's own.
    struct Identity: Sendable {
        var seed: UInt64
        var name: String
    }

    /// A leg that hears tones in the sound if `options` say so.
    init(media: LegMedia?, identity: Identity, noise: PromptAudio, options: CallOptions, at now: MediaTime) {
        self.identity = identity
        hush = ComfortNoise(seed: identity.seed)
        noiseSource = noise
        lineNoise = LoopedNoise(noise, law: media?.law ?? .mu)
        detector = DTMFDetector(profile: options.keyProfile, startingAt: now, explaining: options.explainsKeys)
        detectsTones = options.detectsTones
        lastHeard = now
        tones.reserveCapacity(8)
        if let media { agree(media, at: now) }
    }

    /// The law of what is sent.
    var law: G711.Law { media?.law ?? .mu }
    /// Whether the party's keys have come as telephone events so far, and as nothing else.
    var pressesByEvents: Bool { takesEvents && reports.event > 0 && reports.tone == 0 }
    /// Whether keys can be sent to the party as telephone events.
    var takesEvents: Bool { media?.sending.telephoneEvent != nil }
    /// Whether the party is on hold, so that nothing is to be expected from it.
    var isHeld: Bool { isAway || media.map { !$0.direction.receives } ?? true }
    /// Whether the party has put us on hold (RFC 3264, section 8.4): it does not hear us any more, and may send music or nothing. Who never
    /// wanted to hear us is not away.
    var isAway: Bool { hasListened && media.map { !$0.direction.sends } ?? false }
    /// Where packets go; `mutating`, so that the session is looked at in its place.
    mutating func destination() -> TransportAddress? { session?.destination() ?? nil }
    /// Where reports go.
    var remoteControlAddress: TransportAddress? { session?.remoteControlAddress ?? nil }

    /// Takes what was agreed, the first time or anew.
    mutating func agree(_ agreed: LegMedia, at now: MediaTime) {
        let lawChanges = agreed.law != law
        media = agreed
        if agreed.direction.sends { hasListened = true }
        if lawChanges { lineNoise = LoopedNoise(noiseSource, law: agreed.law) }
        if session != nil {
            session?.renegotiate(
                remoteAddress: agreed.remote, remoteControlAddress: agreed.remoteControl, receiving: agreed.receiving,
                sending: agreed.sending, direction: agreed.direction, at: now)
        } else {
            session = RTPSession(identity.configuration(agreed), at: now)
        }
    }

    /// Takes a datagram.
    mutating func receive(_ datagram: Span<UInt8>, from source: TransportAddress, at now: MediaTime) {
        switch session?.receive(datagram, from: source, at: now) {
        case .audio, .comfortNoise, .telephoneEvent, .rtcp: lastPacket = now
        case .goodbye, .ignored, nil: break
        }
    }

    /// Whether nothing has been heard of the party for so long that it is gone; never, when the limit is zero.
    mutating func isLost(after limit: MediaTime, at now: MediaTime) -> Bool {
        if let lastPacket, lastPacket > lastHeard { lastHeard = lastPacket }
        if isHeld { lastHeard = now }
        return limit > .zero && now - lastHeard >= limit
    }

    /// Plays out the next 20 ms of what the party says, and adds the keys that went down to `keys`.
    ///
    /// With a law, what came in it is left as it is, when nobody has to hear it.
    mutating func hear(at now: MediaTime, keys: inout KeyBuffer, handingOn law: G711.Law? = nil) {
        tones.removeAll(keepingCapacity: true)
        guard session != nil else { return }
        play(detectsTones ? nil : law, at: now)
        while let event = session?.nextTelephoneEvent() {
            switch event.change {
            case .down:
                keyDown = event.time
                eventLevel = event.level
                reports.event += 1
                arbiter.handle(.event, event.digit, at: now)
            case .up(let length):
                keyDown = nil
                arbiter.release(.event, event.digit, at: now, length: length)
            }
        }
        if detectsTones { detectTones(at: now) }
        if let deadline = arbiter.nextDeadline, now >= deadline { arbiter.advance(to: now) }
        fetchKeys(into: &keys)
        if squelchesTones, keyDown != nil || (detectsTones && detector.isSuspicious) {
            heard = hush.next()
            heardLaw = nil
        }
    }

    private mutating func play(_ law: G711.Law?, at now: MediaTime) {
        isConcealed = false
        heardLaw = nil
        let playout =
            if let law {
                session?.playout(into: &heard, orAs: &heardOctets.octets, of: law, at: now)
            } else {
                session?.playout(into: &heard, at: now)
            }
        switch playout {
        case .handedOn: heardLaw = law
        case .concealed: isConcealed = true
        default: break
        }
    }

    /// Makes sound of what was left as it came, as somebody listens after all.
    mutating func decodeHeard() {
        guard let law = heardLaw else { return }
        G711.decode(heardOctets.octets.span, law, into: &heard)
        heardLaw = nil
    }

    /// Takes a key that came by INFO, and adds what it makes certain to `keys`.
    mutating func press(_ key: DTMFDigit, at now: MediaTime, keys: inout KeyBuffer) {
        reports.info += 1
        arbiter.handle(.info, key, at: now)
        fetchKeys(into: &keys)
    }

    private mutating func detectTones(at now: MediaTime) {
        if isAudible {
            // What was sent a moment ago: its echo is no key of the party's.
            detector.process(heard, played: frame.octets.span, law, into: &tones)
        } else {
            detector.process(heard, into: &tones)
        }
        // Asked for only then: it copies the session.
        guard !tones.isEmpty else { return }
        // What is heard now arrived so long ago; the detector counts what it has heard, which may fall behind the call's clock.
        let delay = (session?.playoutDelay ?? .zero) + detector.position - now
        for index in tones.indices {
            switch tones[index] {
            case .down(let digit, let onset):
                reports.tone += 1
                arbiter.handle(.tone, digit, at: now, began: onset - delay)
            case .up(let digit, let onset, let end): arbiter.release(.tone, digit, at: now, length: end - onset)
            case .measured, .refused: break
            }
        }
    }

    private mutating func fetchKeys(into keys: inout KeyBuffer) {
        while let key = arbiter.next() { _ = keys.append(key) }
    }

    /// Since when a key is down, so that the sound is its tone; nil when none is.
    func keySince(at now: MediaTime) -> MediaTime? {
        if let keyDown { return keyDown }
        // The detector counts what it has heard; a leg that is not heard all the time falls behind the call's clock.
        guard detectsTones, let onset = detector.soundingSince else { return nil }
        return onset + (now - detector.position)
    }

    /// Whether a key of the party's is down.
    var holdsKey: Bool { keyDown != nil || (detectsTones && detector.sounding != nil) }

    /// Whether a key of the party's is down, or may be.
    var mayHoldKey: Bool { holdsKey || (detectsTones && detector.isSuspicious) }

    /// By how much the detector, which counts what it has heard, is behind the call's clock.
    func detectorShift(at now: MediaTime) -> MediaTime { now - detector.position }

    /// How it went so far.
    var quality: LegQuality {
        guard let statistics = session?.statistics else { return LegQuality() }
        return LegQuality(statistics, law: law)
    }
}

extension MediaLeg.Identity {
    /// A session's configuration; what is random comes of the seed.
    fileprivate func configuration(_ media: LegMedia) -> RTPConfiguration {
        var random = SplitMix(seed: seed)
        return RTPConfiguration(
            ssrc: SSRC(UInt32(truncatingIfNeeded: random.next())),
            firstSequence: SequenceNumber(UInt16(truncatingIfNeeded: random.next())),
            firstTimestamp: RTPTimestamp(UInt32(truncatingIfNeeded: random.next())), seed: random.next(), canonicalName: name,
            remoteAddress: media.remote, remoteControlAddress: media.remoteControl, receiving: media.receiving, sending: media.sending,
            direction: media.direction)
    }
}
