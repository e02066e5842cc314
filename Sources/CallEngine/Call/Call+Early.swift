import Audio

/// Somebody who is dialled sounds before he answers (early media): the ringing tone of his exchange, or an announcement that says why he
/// will not.
///
/// Whoever waits for him hears it in the place of our music or ringing tone: the caller; the agent who asks him; the agent who calls him
/// back.
extension Call {
    /// A provisional response has told where his sound may come from: for the first time, or elsewhere, when several telephones ring at his
    /// number. The newest one that sends is heard.
    mutating func openEarly(_ media: LegMedia, _ index: LegIndex, at now: MediaTime) {
        if !early.isEmpty, early[0].index == index { return early[0].leg.agree(media, at: now) }
        var leg = newLeg(index, media, at: now)
        leg.detectsTones = false
        early = [EarlyParty(index: index, leg: leg)]
    }

    /// The same of who is called back.
    mutating func openEarlyCaller(_ media: LegMedia, at now: MediaTime) {
        guard isCallingBack, callerIsDialled, case .briefing = activity else { return }
        openEarly(media, .caller, at: now)
    }

    /// Takes in what he says.
    mutating func hearEarly(at now: MediaTime, into outputs: inout [CallOutput]) {
        guard early[0].hear(at: now) else { return }
        emit(.earlyMedia(early[0].sound.isHeard), at: now, into: &outputs)
    }

    /// Whether he is heard now. `mutating`, so that the call is looked at in its place.
    mutating func hearsEarly() -> Bool { !early.isEmpty && early[0].sound.isHeard }

    /// The caller hears him, or else music or a ringing tone, if there is one, in the rest of a frame; how much that fills [samples].
    mutating func fillWait(from start: Int) -> Int {
        guard hearsEarly(), case .dialling = activity else { return background.fill(&caller.frame, from: start) }
        // A frame in which a prompt ends is quiet from there on.
        guard start == 0 else { return 0 }
        caller.encode(early[0].leg.heard)
        return AudioFrame.sampleCount
    }

    /// The second party hears him, who waits for him; false when he is not heard.
    mutating func sendEarlyToPartner() -> Bool {
        guard hearsEarly(), !partner.isEmpty else { return false }
        partner[0].encode(early[0].leg.heard)
        partner[0].isAudible = true
        partner[0].isSending = true
        return true
    }

    /// He is heard no more, and is still waited for.
    mutating func silenceEarly(at now: MediaTime, into outputs: inout [CallOutput]) {
        if hearsEarly() { emit(.earlyMedia(false), at: now, into: &outputs) }
        closeEarly()
    }

    /// Nobody waits for him any more.
    mutating func closeEarly() {
        if !early.isEmpty { early.removeAll() }
    }

    // MARK: legs

    /// The leg of somebody who has answered: the one that was heard before, with what holds at last, or a new one.
    mutating func answeredLeg(_ index: LegIndex, _ media: LegMedia, at now: MediaTime) -> MediaLeg {
        guard var leg = early.popLast()?.leg else { return newLeg(index, media, at: now) }
        leg.agree(media, at: now)
        leg.detectsTones = setup.options.detectsTones
        leg.lastHeard = now
        return leg
    }

    private func newLeg(_ index: LegIndex, _ media: LegMedia, at now: MediaTime) -> MediaLeg {
        let salt: UInt64 =
            switch index {
            case .caller: 0
            case .partner: 0x9e37_79b9_7f4a_7c15
            case .guest, .onlooker: 0xc2b2_ae3d_27d4_eb4f
            }
        let identity = MediaLeg.Identity(seed: setup.seed ^ salt, name: setup.facts.callID)
        return MediaLeg(media: media, identity: identity, noise: setup.prompts.comfortNoise, options: setup.options, at: now)
    }
}
