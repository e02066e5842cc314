import Audio
import RTP

/// What a party is sent.
extension MediaLeg {
    /// The time a key is down when it is passed on.
    private static let keyLength = MediaTime.milliseconds(100)

    /// Fills the frame from `start` on with the line's noise.
    mutating func fillNoise(from start: Int) {
        lineNoise.fill(&frame, from: start)
    }

    /// Sends what somebody else says.
    mutating func encode(_ sound: borrowing AudioFrame) {
        let law = law
        var octets = frame.octets.mutableSpan
        G711.encode(sound, law, into: &octets)
    }

    /// Whether what another party says can be sent as it came.
    var sendsOctets: Bool { !keyTones.isActive }

    /// Sends what another party says, or the tone of a key of its. (Handed over whole, the party would be copied, 10 kB a frame.)
    mutating func relay(_ heard: borrowing AudioFrame, holdsKey: Bool) {
        guard keyTones.isActive else { return encode(heard) }
        var sound = copy heard
        keyTones.play(over: &sound, isHeld: holdsKey)
        encode(sound)
    }

    /// Passes on a key of another party's, as a telephone event, or as a tone to who takes none.
    mutating func dial(_ key: DTMFDigit, of other: borrowing MediaLeg) {
        if takesEvents {
            _ = session?.send(key, duration: MediaLeg.keyLength)
        } else {
            _ = keyTones.append(key, level: other.eventLevel)
        }
    }

    /// Forgets the keys that were to be passed on.
    mutating func stopRelaying() {
        keyTones = KeyToneSender()
        squelchesTones = false
    }

    /// Writes the packet of this tick.
    mutating func send(into packet: inout MutableSpan<UInt8>, at now: MediaTime) -> Int {
        guard isSending else { return 0 }
        isSending = false
        let law = law
        return session?.packetize(encoded: frame.octets.span, law, into: &packet, at: now) ?? 0
    }

    /// Writes the report that is due.
    mutating func report(into packet: inout MutableSpan<UInt8>, at now: MediaTime) -> Int {
        guard session?.isReportDue(at: now) == true else { return 0 }
        return session?.report(into: &packet, at: now) ?? 0
    }

    /// Writes the last report, which says goodbye.
    mutating func goodbye(into packet: inout MutableSpan<UInt8>, at now: MediaTime) -> Int {
        session?.goodbye(into: &packet, at: now) ?? 0
    }
}
