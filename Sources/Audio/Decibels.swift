import Foundation

/// A ratio on the logarithmic scale, or a level against the telephone network's reference.
///
/// Levels are in dBm0 throughout: a sine whose peak is the full scale of 16-bit samples has +3.14 dBm0
/// (ITU-T G.711, table 5: the A-law overload point). RFC 3389 and other texts that count in dBov
/// put the overload point of a square wave at 0 dBov, so a level in dBm0 is the level in dBov plus 6.15.
public struct Decibels: Hashable, Comparable, Sendable, ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
    /// The number of decibels [dB], or the level [dBm0].
    public var value: Double

    /// What stands for the level of exact zeros.
    public static let inaudible = Decibels(-120)

    /// The level of a sine that reaches full scale [dBm0].
    public static let fullScaleSine = Decibels(3.14)

    /// The distance from dBov to dBm0: the full-scale sine is 3.01 dB under the full-scale square wave (RFC 3389, section 3.1).
    public static let overloadPoint = Decibels(3.14 + 3.01)

    /// Makes a ratio or a level of a number.
    public init(_ value: Double) {
        self.value = value
    }

    /// Makes a ratio or a level of a literal.
    public init(floatLiteral value: Double) {
        self.value = value
    }

    /// Makes a ratio or a level of a literal.
    public init(integerLiteral value: Int) {
        self.value = Double(value)
    }

    /// The level of a signal [dBm0] from the mean of its squared 16-bit samples.
    public init(meanSquare: Double) {
        guard meanSquare > 0 else {
            self = .inaudible
            return
        }
        self.init(10 * log10(meanSquare * 2 / (32767 * 32767)) + Decibels.fullScaleSine.value)
    }

    /// The ratio of two powers: 10 dB is 10.
    public var powerRatio: Double { pow(10, value / 10) }

    /// The ratio of two amplitudes: 20 dB is 10.
    public var amplitudeRatio: Double { pow(10, value / 20) }

    /// Read as a level [dBm0]: the peak of a sine that has it [linear, full scale 32767].
    public var sinePeak: Double { 32767 * (self - .fullScaleSine).amplitudeRatio }

    /// Read as a level [dBm0]: the mean of the squared samples of a signal that has it.
    public var meanSquare: Double { sinePeak * sinePeak / 2 }

    /// The smaller ratio, or the softer level, first.
    public static func < (left: Decibels, right: Decibels) -> Bool {
        left.value < right.value
    }

    /// A level raised by a ratio, or two ratios one after the other.
    public static func + (left: Decibels, right: Decibels) -> Decibels {
        Decibels(left.value + right.value)
    }

    /// A level lowered by a ratio, or the ratio of two levels.
    public static func - (left: Decibels, right: Decibels) -> Decibels {
        Decibels(left.value - right.value)
    }

    /// The inverse ratio.
    public static prefix func - (operand: Decibels) -> Decibels {
        Decibels(-operand.value)
    }
}
