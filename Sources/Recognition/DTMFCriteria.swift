import Audio

/// Where a keypad tone ends and other sound begins.
///
/// The limits are those of ITU-T Q.24 (AT&T's column) and ETSI ES 201 235-3, each with the margin that measurement needs.
struct DTMFCriteria: Sendable {
    /// What two tones in tune have at least, each: a key at -36 dBm0 is heard, one at -55 is not (RFC 4733, section 3.2; Q.24).
    let softestTone: TonePower
    /// How much louder than the row tone the column tone may be: 4 dB in Q.24, 9 in Brazil, 10 in Australia.
    let mostTwist: Float
    /// How much softer: 8 dB in Q.24, 10 in Australia.
    let leastTwist: Float
    /// How far below the strongest of a group all others must be.
    let rival = Float(Decibels(-7).powerRatio)
    /// The share of all sound that the two tones hold. Speech has its fundamental and first formant elsewhere: this is what keeps it out.
    let share: Float = 0.8
    /// Two tones that hold more than all that has been added to a background were part of it.
    let mostShare: Float = 1.3
    /// The share with which a key that is known to be down stays down.
    let holdingShare: Float = 0.5
    /// A key that is known to be down stays down, too, while each tone has this part of its power.
    let holdingLevel = Float(Decibels(-8).powerRatio)
    /// The share below which nothing is looked for under other sound.
    let coveredShare: Float = 0.12
    /// The limit for the sum of all doubts about two tones that are most of the sound, but for those about their tuning.
    let plainDoubt: Float = 1.8
    /// The same under other sound.
    let coveredDoubt: Float = 1.6
    /// The same while what lies below the keypad is cut off, and with it what gives a voice away.
    let cutDoubt: Float = 1
    /// So many windows without the tone end a key that was found under other sound, which may hide it for a while.
    let coveredAbsence = 8
    /// How far from its nominal frequency a tone may be: 1.5 % shall be accepted, 3.5 % shall not.
    let detuning: Float
    /// How far a tone may wander while it lasts [Hz]; half of all voices that resemble a key go farther than 20 Hz.
    let drift: Float = 14
    /// The sum of the squares of all doubts, each measured in its limit: missing share, both detunings, wandering.
    let doubt: Float = 1.6
    /// How much softer than its loudest its softest window may be; the first one may lack a fifth of its samples (1.9 dB).
    let steadiness = Float(Decibels(-9).powerRatio)
    /// So many windows of 15 ms, 5 ms apart, must agree: a tone of 23 ms has at most three, one of 40 ms at least six.
    let agreement = 4
    /// The shortest tone [samples].
    let shortestTone: Float
    /// So many windows without the tone end it: no hole of 20 ms, every pause of 30 ms, as all administrations want it.
    let absence = 5

    /// A hop softer than this holds no tone (sum of squares).
    let gate = Float(Decibels(-46).meanSquare) * Float(ToneBank.hop)

    /// The thresholds between what the profile's receiver has to accept and what it has to reject.
    init(_ profile: DTMFProfile) {
        // What a window measures is a little off; the threshold lies nearer to what must be accepted.
        softestTone = TonePower(Decibels(max((profile.softestTone + profile.rejectedLevel) / 2, profile.softestTone - 7)))
        mostTwist = Float(Decibels(profile.columnLouder + 0.5).powerRatio)
        leastTwist = Float(Decibels(-profile.columnSofter - 0.5).powerRatio)
        let accepted = profile.acceptedDetuning.part(of: 697)
        // Between two keys lie 8 to 10 %, so that what is 7 % from the one is 3 % from the other.
        detuning = Float(min(accepted + min((profile.rejectedDetuning / 100 - accepted) / 2, 0.0066), 0.0255))
        shortestTone = Float(profile.rejectedTone + 3) * 8
    }
}

/// The squared magnitude in the bank of a sine at a level.
struct TonePower: Sendable {
    let value: Float

    /// A sine of peak A has the magnitude A N / 2.
    init(_ level: Decibels) {
        let magnitude = Float(level.sinePeak) * Float(ToneBank.window) / 2
        value = magnitude * magnitude
    }

    /// A squared magnitude as it is.
    init(_ value: Float) {
        self.value = value
    }

    /// The level of the sine.
    var level: Decibels {
        let peak = Double(value.squareRoot()) * 2 / Double(ToneBank.window)
        return Decibels(meanSquare: peak * peak / 2)
    }
}
