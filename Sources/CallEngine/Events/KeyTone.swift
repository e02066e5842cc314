import Audio
import Recognition

/// What the tone of a key was like, without the key: enough to answer who complains that keys are not heard, and nothing secret.
public struct KeyTone: Hashable, Sendable, Codable {
    /// When it began, since the call came in [ms].
    public var at: Int
    /// How long it lasted [ms].
    public var length: Int
    /// The level of the row tone [dBm0].
    public var low: Double
    /// The level of the column tone [dBm0].
    public var high: Double
    /// How far the row tone was from its frequency [%].
    public var lowError: Double
    /// How far the column tone was from its frequency [%].
    public var highError: Double
    /// Both tones over everything else [dB].
    public var overNoise: Double

    /// What was measured; `shift` is by how much the detector's clock is behind the call's.
    init(_ evidence: KeyEvidence, shift: MediaTime) {
        at = (evidence.onset + shift).milliseconds
        length = evidence.duration.milliseconds
        (low, high) = (evidence.lowLevel.value.tenths, evidence.highLevel.value.tenths)
        (lowError, highError) = (evidence.lowError.tenths, evidence.highError.tenths)
        overNoise = evidence.signalToNoise.value.tenths
    }
}

/// A sound that resembled a key and was not taken for one, without the key, and what it lacked.
public struct RefusedTone: Hashable, Sendable, Codable {
    /// When it began, since the call came in [ms].
    public var at: Int
    /// How long it lasted [ms].
    public var length: Int
    /// What it lacked.
    public var reason: String
    /// What was measured.
    public var value: Double
    /// What the limit is.
    public var limit: Double
    /// The unit of both.
    public var unit: String

    /// What was refused; `shift` is by how much the detector's clock is behind the call's.
    init(_ refusal: KeyRefusal, shift: MediaTime) {
        at = (refusal.onset + shift).milliseconds
        length = (refusal.end - refusal.onset).milliseconds
        reason = refusal.reason.rawValue
        (value, limit, unit) = (refusal.value.tenths, refusal.limit.tenths, refusal.reason.unit)
    }
}

extension Double {
    /// Rounded to one place.
    fileprivate var tenths: Double { (self * 10).rounded() / 10 + 0 }
}
