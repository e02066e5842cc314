import Audio

/// What three parties say to each other: each is sent the sum of those whom he may hear, never himself.
extension Call {
    /// Takes in what the third party says.
    mutating func hearGuest(at now: MediaTime, into outputs: inout [CallOutput]) {
        var keys = KeyBuffer()
        guest[0].hear(at: now, keys: &keys)
        while let key = keys.popFirst(), !guest.isEmpty { pressAsGuest(key, at: now, into: &outputs) }
    }

    /// A third party's tones are keys, unless they are for the ear of an agent whose telephone takes none.
    mutating func settleGuestsTones() {
        guard !guest.isEmpty, !partner.isEmpty else { return }
        guest[0].detectsTones = setup.options.detectsTones && (!isConsulting || partner[0].takesEvents)
        guest[0].squelchesTones = guest[0].detectsTones
    }

    /// The frames of a tick in which there is a third party.
    mutating func sendThree(at now: MediaTime, into outputs: inout [CallOutput]) {
        caller.decodeHeard()
        partner[0].decodeHeard()
        sendToCaller(at: now, into: &outputs)
        sendToPartner()
        sendToGuest()
    }

    private mutating func sendToCaller(at now: MediaTime, into outputs: inout [CallOutput]) {
        // Not by `isOnHold`, which would copy the call in each frame.
        let hearsPartner = !isHeldByKeys && !partner[0].isAway && guestMode != .consults
        let hearsGuest = guestMode.reachesCaller && !isHeldByKeys && !guest[0].isAway
        guard hearsPartner || hearsGuest else { return sendPrompt(at: now, into: &outputs) }
        var sound = AudioFrame.silence
        if hearsPartner { sound.mix(partner[0].heard) }
        if hearsGuest { sound.mix(guest[0].heard) }
        caller.relay(sound, holdsKey: (hearsPartner && partner[0].holdsKey) || (hearsGuest && guest[0].holdsKey))
        if notice.isPlaying { mixNotice() }
        caller.isAudible = true
        expectEcho(ofPrompt: false)
    }

    private mutating func sendToPartner() {
        guard !partner[0].isAway else { return }
        let hearsGuest = guestMode.reachesPartner && !guest[0].isAway
        // Who holds the caller hears an open line already.
        guard hearsGuest || !isHeldByKeys else { return }
        var sound = AudioFrame.silence
        if !isHeldByKeys { sound.mix(caller.heard) }
        if hearsGuest { sound.mix(guest[0].heard) }
        partner[0].relay(sound, holdsKey: (!isHeldByKeys && caller.holdsKey) || (hearsGuest && guest[0].holdsKey))
        partner[0].isSending = true
        partner[0].isAudible = true
    }

    private mutating func sendToGuest() {
        guard !guest[0].isAway else { return }
        guest[0].isSending = true
        let hearsCaller = guestMode.hearsCaller && !isHeldByKeys
        let hearsPartner = guestMode.hearsPartner && !partner[0].isAway
        guest[0].isAudible = hearsCaller || hearsPartner
        guard hearsCaller || hearsPartner else { return fillAside() }
        var sound = AudioFrame.silence
        if hearsCaller { sound.mix(caller.heard) }
        if hearsPartner { sound.mix(partner[0].heard) }
        guest[0].relay(sound, holdsKey: partner[0].holdsKey)
    }

    /// Who is held hears music, where there is some.
    private mutating func fillAside() {
        let filled = guestMode == .waits ? aside.fill(&guest[0].frame) : 0
        if filled < AudioFrame.sampleCount { guest[0].fillNoise(from: filled) }
    }

    // MARK: keys

    /// A supervisor's keys say who hears him; those of somebody who is asked are for who hears him.
    private mutating func pressAsGuest(_ key: DTMFDigit, at now: MediaTime, into outputs: inout [CallOutput]) {
        guard isConsulting else {
            if let mode = GuestMode(key) { changeGuest(to: mode, at: now, into: &outputs) }
            return
        }
        if guestMode.reachesPartner, !partner.isEmpty { partner[0].dial(key, of: guest[0]) }
        if guestMode.reachesCaller { caller.dial(key, of: guest[0]) }
    }

    /// A key of the agent's that is no code goes to the telephones of those to whom she talks; supervisors are no machines.
    mutating func passPartnersKey(_ key: DTMFDigit) {
        guard !guest.isEmpty, isConsulting else { return caller.dial(key, of: partner[0]) }
        if guestMode != .consults { caller.dial(key, of: partner[0]) }
        if guestMode != .waits { guest[0].dial(key, of: partner[0]) }
    }

    /// A key of the caller's, likewise.
    mutating func passCallersKey(_ key: DTMFDigit) {
        guard !partner.isEmpty else { return }
        if guest.isEmpty || guestMode != .consults { partner[0].dial(key, of: caller) }
        if !guest.isEmpty, isConsulting, guestMode == .talks { guest[0].dial(key, of: caller) }
    }
}
