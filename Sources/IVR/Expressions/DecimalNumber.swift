/// An exact decimal number with at most nine decimal places: money, distances, minutes.
///
/// Binary floating point would say 0.30000000000000004 to a caller; this says 0.3. Every operation that leaves the range answers nil.
public struct DecimalNumber: Hashable, Sendable {
    /// The most decimal places that are kept.
    public static let maximumPlaces = 9
    /// The decimal places a quotient is rounded to.
    static let quotientPlaces = 6

    /// The number times ten to the power of `places`.
    public let mantissa: Int64
    /// How many decimal places it has; none are trailing zeros.
    public let places: Int

    /// A whole number.
    public init(_ whole: Int) {
        mantissa = Int64(whole)
        places = 0
    }

    /// `mantissa` / 10^`places`, without trailing zeros and rounded half away from zero to nine places; nil when it is out of range.
    init?(mantissa: Int128, places: Int) {
        var mantissa = mantissa
        var places = places
        while places > Self.maximumPlaces {
            mantissa = Self.halved(mantissa, by: 10)
            places -= 1
        }
        while places > 0, mantissa % 10 == 0 {
            mantissa /= 10
            places -= 1
        }
        guard places >= 0, let small = Int64(exactly: mantissa) else { return nil }
        self.mantissa = small
        self.places = places
    }

    /// Reads `-12.50`; digits on both sides of the point, at most nine behind it.
    public init?(_ text: some StringProtocol) {
        let unsigned = text.first == "-" ? text.dropFirst() : text[...]
        let parts = unsigned.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first, !whole.isEmpty else { return nil }
        let fraction = parts.count == 2 ? parts[1] : ""
        guard parts.count == 1 || !fraction.isEmpty, fraction.utf8.count <= Self.maximumPlaces, whole.utf8.count <= 19 else { return nil }
        var mantissa: Int128 = 0
        for digit in Array(whole.utf8) + Array(fraction.utf8) {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
            mantissa = mantissa * 10 + Int128(digit - UInt8(ascii: "0"))
        }
        self.init(mantissa: text.first == "-" ? -mantissa : mantissa, places: fraction.utf8.count)
    }

    /// The whole number, when it is one.
    public var whole: Int? { places == 0 ? Int(mantissa) : nil }

    /// The part before the point, towards zero.
    public var truncated: Int { Int(mantissa / Self.power(places)) }

    /// The decimal digits behind the point: `50` of 12.050 is `05`.
    public var fractionDigits: String {
        let digits = String((mantissa % Self.power(places)).magnitude)
        return places == 0 ? "" : String(repeating: "0", count: max(0, places - digits.utf8.count)) + digits
    }

    /// Whether it is below zero.
    public var isNegative: Bool { mantissa < 0 }

    static func power(_ exponent: Int) -> Int64 {
        var result: Int64 = 1
        for _ in 0..<max(0, min(exponent, 18)) { result *= 10 }
        return result
    }

    /// Division rounded half away from zero.
    private static func halved(_ dividend: Int128, by divisor: Int128) -> Int128 {
        let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
        guard remainder.magnitude * 2 >= divisor.magnitude else { return quotient }
        return (dividend < 0) == (divisor < 0) ? quotient + 1 : quotient - 1
    }
}

extension DecimalNumber {
    /// The mantissa as if the number had that many places.
    func mantissa(atPlaces wanted: Int) -> Int128 {
        Int128(mantissa) * Int128(Self.power(wanted - places))
    }

    func adding(_ other: Self) -> Self? {
        let common = max(places, other.places)
        return Self(mantissa: mantissa(atPlaces: common) + other.mantissa(atPlaces: common), places: common)
    }

    func subtracting(_ other: Self) -> Self? {
        let common = max(places, other.places)
        return Self(mantissa: mantissa(atPlaces: common) - other.mantissa(atPlaces: common), places: common)
    }

    func multiplied(by other: Self) -> Self? {
        Self(mantissa: Int128(mantissa) * Int128(other.mantissa), places: places + other.places)
    }

    /// The quotient to six places; nil out of range, and for a zero divisor.
    func divided(by other: Self) -> Self? {
        guard other.mantissa != 0 else { return nil }
        let common = max(places, other.places)
        let dividend = mantissa(atPlaces: common) * Int128(Self.power(Self.quotientPlaces))
        return Self(mantissa: Self.halved(dividend, by: other.mantissa(atPlaces: common)), places: Self.quotientPlaces)
    }

    var negated: Self? { Self(mantissa: -Int128(mantissa), places: places) }
}

extension DecimalNumber: Comparable, CustomStringConvertible {
    /// By value.
    public static func < (left: Self, right: Self) -> Bool {
        let common = max(left.places, right.places)
        return left.mantissa(atPlaces: common) < right.mantissa(atPlaces: common)
    }

    /// `-12.5`.
    public var description: String {
        guard places > 0 else { return "\(mantissa)" }
        return "\(isNegative ? "-" : "")\(truncated.magnitude).\(fractionDigits)"
    }
}
