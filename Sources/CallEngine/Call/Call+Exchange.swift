import Audio

/// Two parties who talk: what one says is what the other is sent.
///
/// With one law it is the octets that came, in packets of our own, and nothing is decoded, unless somebody listens: a recording, or the
/// detector of keys.
extension Call {
    /// Whether what the parties say is for each other. `mutating`, so that the call is looked at in its place, and not copied in each
    /// frame.
    mutating func areTalking() -> Bool {
        guard case .talking = activity, !partner.isEmpty else { return false }
        return !isHeldByKeys && !partner[0].isAway
    }

    /// The law of both parties while they talk; nil when they have none in common.
    mutating func commonLaw() -> G711.Law? {
        guard guest.isEmpty, areTalking(), caller.law == partner[0].law else { return nil }
        return caller.law
    }

    /// Each party is sent what the other one has said in this tick.
    mutating func exchange() {
        if caller.sendsOctets, partner[0].heardLaw == caller.law {
            caller.frame = partner[0].heardOctets
        } else {
            partner[0].decodeHeard()
            caller.relay(partner[0].heard, holdsKey: partner[0].holdsKey)
        }
        if partner[0].sendsOctets, caller.heardLaw == partner[0].law {
            partner[0].frame = caller.heardOctets
        } else {
            caller.decodeHeard()
            partner[0].relay(caller.heard, holdsKey: caller.holdsKey)
        }
    }

    /// Whether tones of either party go to the other as sound or as telephone events: as both, they would count twice.
    ///
    /// Nobody is listened to for tones whose keys are known to come as telephone events. An agent's are taken to do so when she agreed to
    /// it: what she presses is for the caller's ear, unless her keys are codes.
    mutating func settleTones() {
        guard !partner.isEmpty else { return }
        let detects = setup.options.detectsTones
        let isCoded = agentKeypad != nil
        caller.squelchesTones = detects && partner[0].takesEvents
        partner[0].squelchesTones = detects && (caller.takesEvents || isCoded)
        caller.detectsTones = caller.squelchesTones && !caller.pressesByEvents
        partner[0].detectsTones =
            partner[0].squelchesTones && !(isCoded ? partner[0].pressesByEvents : partner[0].takesEvents && partner[0].reports.tone == 0)
        settleGuestsTones()
    }
}
