/// What a key may be like and still be heard, by the rules of a country or an administration.
///
/// A receiver has to accept what is inside the first limit and to reject what is beyond the second; between the two it may do as it
/// likes, and there the detector puts its own thresholds. ITU-T Q.24 lists the administrations side by side.
public struct DTMFProfile: Sendable, Hashable {
    /// How far a tone may be from its nominal frequency: a part of it and some hertz.
    public struct Detuning: Sendable, Hashable {
        /// The part of the nominal frequency [%].
        public var percent: Double
        /// What comes on top [Hz].
        public var hertz: Double

        /// A tolerance.
        public init(percent: Double, hertz: Double = 0) {
            self.percent = percent
            self.hertz = hertz
        }

        /// The tolerance at a frequency, as a part of it.
        func part(of frequency: Double) -> Double { percent / 100 + hertz / frequency }
    }

    /// How it is asked for: `--profile NAME`.
    public var name: String
    /// Whose rules they are.
    public var title: String
    /// Where the figures come from; those that were not read in the document itself are marked as such.
    public var source: String

    /// Accepted at least.
    public var acceptedDetuning: Detuning
    /// Rejected from here on [%].
    public var rejectedDetuning: Double
    /// The softest tone to accept, each of the two [dBm0].
    public var softestTone: Double
    /// A tone to reject [dBm0].
    public var rejectedLevel: Double
    /// How much louder than the row tone the column tone may be [dB].
    public var columnLouder: Double
    /// How much softer [dB].
    public var columnSofter: Double
    /// The shortest tone to accept [ms].
    public var shortestTone: Double
    /// The longest tone to reject [ms].
    public var rejectedTone: Double
    /// The shortest pause that separates two keys [ms].
    public var shortestPause: Double
    /// The longest hole that does not [ms].
    public var longestHole: Double
}

extension DTMFProfile {
    /// The profile that is called so; capitals do not matter.
    public static func named(_ name: String) -> DTMFProfile? {
        all.first { $0.name == name.lowercased() }
    }

    /// Every profile, the general one first.
    public static let all: [DTMFProfile] = [general, att, ntt, etsi, australia, brazil, denmark, china]

    /// What an IVR wants, that is called from everywhere: all that any administration accepts, as far as none has to reject it.
    public static let general = DTMFProfile(
        name: "general", title: "All administrations together",
        source: "the widest of the profiles below; levels of RFC 4733, section 3.2",
        acceptedDetuning: Detuning(percent: 1.5, hertz: 2), rejectedDetuning: 3.5, softestTone: -36, rejectedLevel: -55,
        columnLouder: 10, columnSofter: 10, shortestTone: 40, rejectedTone: 23, shortestPause: 30, longestHole: 10)

    /// AT&T, and with it North America.
    public static let att = DTMFProfile(
        name: "att", title: "AT&T (North America)", source: "ITU-T Q.24, table A-1, AT&T; by way of a test laboratory's table",
        acceptedDetuning: Detuning(percent: 1.5), rejectedDetuning: 3.5, softestTone: -25, rejectedLevel: -55,
        columnLouder: 4, columnSofter: 8, shortestTone: 40, rejectedTone: 23, shortestPause: 40, longestHole: 10)

    /// NTT, Japan.
    public static let ntt = DTMFProfile(
        name: "ntt", title: "NTT (Japan)", source: "ITU-T Q.24, table A-1, NTT; by way of a test laboratory's table",
        acceptedDetuning: Detuning(percent: 1.8), rejectedDetuning: 3, softestTone: -24, rejectedLevel: -29,
        columnLouder: 5, columnSofter: 5, shortestTone: 40, rejectedTone: 24, shortestPause: 30, longestHole: 10)

    /// ETSI, Europe.
    public static let etsi = DTMFProfile(
        name: "etsi", title: "ETSI (Europe)",
        source: "ES 201 235-3: durations as quoted in open sources, frequencies, levels and twist from memory",
        acceptedDetuning: Detuning(percent: 1.5, hertz: 2), rejectedDetuning: 3.5, softestTone: -30, rejectedLevel: -45,
        columnLouder: 6, columnSofter: 6, shortestTone: 40, rejectedTone: 20, shortestPause: 40, longestHole: 20)

    /// Australia.
    public static let australia = DTMFProfile(
        name: "australia", title: "Australia", source: "ITU-T Q.24, table A-1, Australian administration; from memory",
        acceptedDetuning: Detuning(percent: 1.5, hertz: 4), rejectedDetuning: 7, softestTone: -25, rejectedLevel: -45,
        columnLouder: 10, columnSofter: 10, shortestTone: 40, rejectedTone: 25, shortestPause: 70, longestHole: 12)

    /// Brazil.
    public static let brazil = DTMFProfile(
        name: "brazil", title: "Brazil", source: "ITU-T Q.24, table A-1, Brazilian administration; from memory",
        acceptedDetuning: Detuning(percent: 1.8), rejectedDetuning: 3, softestTone: -25, rejectedLevel: -50,
        columnLouder: 9, columnSofter: 9, shortestTone: 40, rejectedTone: 20, shortestPause: 30, longestHole: 10)

    /// Denmark.
    public static let denmark = DTMFProfile(
        name: "denmark", title: "Denmark", source: "ITU-T Q.24, table A-1, Danish administration; from memory",
        acceptedDetuning: Detuning(percent: 1.5, hertz: 2), rejectedDetuning: 3.5, softestTone: -30, rejectedLevel: -39,
        columnLouder: 6, columnSofter: 6, shortestTone: 40, rejectedTone: 20, shortestPause: 40, longestHole: 20)

    /// China.
    public static let china = DTMFProfile(
        name: "china", title: "China", source: "GF 002-9002 and GB/T 3378; from memory",
        acceptedDetuning: Detuning(percent: 2), rejectedDetuning: 3, softestTone: -23, rejectedLevel: -31,
        columnLouder: 6, columnSofter: 6, shortestTone: 40, rejectedTone: 20, shortestPause: 40, longestHole: 10)
}
