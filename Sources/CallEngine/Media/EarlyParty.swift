import Audio

/// Somebody who is dialled and may be heard before he answers.
struct EarlyParty: Sendable {
    /// Which leg will be his.
    let index: LegIndex
    /// What he sends, and what he is sent; it goes on as it is when he answers.
    var leg: MediaLeg
    /// Whether he is heard.
    var sound = EarlySound()

    /// Takes in what he says; whether he is heard from this tick on and was not, or the other way round.
    mutating func hear(at now: MediaTime) -> Bool {
        // Keys of who has not answered are for nobody.
        var keys = KeyBuffer()
        leg.hear(at: now, keys: &keys)
        return sound.take(leg.heard, at: now)
    }

    /// Sends him a quiet line: it opens the way for his packets through firewalls and address translators, and tells those that answer to
    /// where packets come from. Nothing that anybody says goes to who has not answered.
    mutating func sendQuietLine() {
        leg.fillNoise(from: 0)
        leg.isSending = true
    }
}
