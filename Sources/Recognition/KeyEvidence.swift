public import Audio

/// What a key that was heard was like: enough to answer a complaint from the record.
public struct KeyEvidence: Hashable, Sendable {
    /// The key.
    public var digit: DTMFDigit
    /// When its tone began.
    public var onset: MediaTime
    /// When it ended.
    public var end: MediaTime
    /// The level of the row tone [dBm0].
    public var lowLevel: Decibels
    /// The level of the column tone [dBm0].
    public var highLevel: Decibels
    /// How far the row tone was from its frequency [%].
    public var lowError: Double
    /// How far the column tone was from its frequency [%].
    public var highError: Double
    /// Both tones over everything else [dB].
    public var signalToNoise: Decibels

    /// How long the tone lasted.
    public var duration: MediaTime { end - onset }
    /// How much louder the column tone was than the row tone [dB].
    public var twist: Decibels { highLevel - lowLevel }
}

/// Something that resembled a key and was not taken for one.
public struct KeyRefusal: Hashable, Sendable {
    /// What it lacked.
    public enum Reason: String, Hashable, Sendable, CaseIterable {
        /// Each tone's level [dBm0]; the softer one counts.
        case tooSoft = "too soft"
        /// The length of the tone [ms].
        case tooShort = "too short"
        /// A tone's distance from its frequency [%]; the farther one counts.
        case offFrequency = "off frequency"
        /// How much louder the column tone is than the row tone [dB].
        case twist
        /// Another tone of the same group, against the stronger one [dB].
        case thirdTone = "a third tone"
        /// Both tones over everything else [dB].
        case noise = "too much other sound"
        /// How far a tone's frequency wanders [Hz].
        case wandering
        /// By how much a tone's level falls while it lasts [dB].
        case unsteady
        /// Several limits at once are nearly reached; the sum of all doubts, 1 is the limit.
        case doubtful = "doubtful in several ways"
        /// What we play ourselves holds this key; how far it lies over what was heard [dB].
        case ownEcho = "the echo of our own sound"

        /// The unit of the value and the limit.
        public var unit: String {
            switch self {
            case .tooSoft: "dBm0"
            case .tooShort: "ms"
            case .offFrequency: "%"
            case .twist, .thirdTone, .noise, .unsteady, .ownEcho: "dB"
            case .wandering: "Hz"
            case .doubtful: ""
            }
        }
    }

    /// The key that it resembled.
    public var digit: DTMFDigit
    /// When that began.
    public var onset: MediaTime
    /// When it ended, or was refused.
    public var end: MediaTime
    /// What it lacked most.
    public var reason: Reason
    /// What was measured, in the reason's unit.
    public var value: Double
    /// What the limit is, in the reason's unit.
    public var limit: Double
}
