/// Character classes of RFC 3261, 25.1, each a test on one byte.
extension UInt8 {
    /// Bits 0 to 63 of the `token` class: digits and `! % ' * + - .`.
    private static let lowTokens: UInt64 =
        (0x3FF << 48) | (1 << 33) | (1 << 37) | (1 << 39) | (1 << 42) | (1 << 43) | (1 << 45) | (1 << 46)
    /// Bits 64 to 127 of the `token` class: letters and `_` `` ` `` `~`.
    private static let highTokens: UInt64 = (0x3FF_FFFF << 1) | (0x3FF_FFFF << 33) | (1 << 31) | (1 << 32) | (1 << 62)

    /// `token` (methods, header names, parameter names).
    var isToken: Bool {
        switch self {
        case 0..<64: (Self.lowTokens >> UInt64(self)) & 1 == 1
        case 64..<128: (Self.highTokens >> UInt64(self &- 64)) & 1 == 1
        default: false
        }
    }

    /// `DIGIT`.
    var isDigit: Bool { self &- 48 < 10 }

    /// `ALPHA`.
    var isLetter: Bool { (self | 32) &- 97 < 26 }

    /// `alphanum`.
    var isAlphanumeric: Bool { isDigit || isLetter }

    /// Any part of `LWS`, the line ends of a folded value included.
    var isWhitespace: Bool { self == 32 || self == 9 || self == 13 || self == 10 }

    /// `unreserved`: alphanum or mark.
    var isUnreserved: Bool {
        if isAlphanumeric { return true }
        switch self {
        case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "~"), UInt8(ascii: "*"),
            UInt8(ascii: "'"), UInt8(ascii: "("), UInt8(ascii: ")"):
            return true
        default: return false
        }
    }

    /// The value of a hexadecimal digit, in either case.
    var hexadecimalValue: UInt8? {
        if isDigit { return self &- 48 }
        let letter = (self | 32) &- 97
        return letter < 6 ? letter &+ 10 : nil
    }

    /// The letter in lower case, anything else as it is; ASCII only.
    var lowercased: UInt8 { self &- 65 < 26 ? self | 32 : self }
}

extension StringProtocol {
    /// Whether two texts are the same but for the case of ASCII letters, the comparison of nearly everything in SIP (RFC 3261, 7.3.1).
    func isSameIgnoringCase(_ other: some StringProtocol) -> Bool {
        var mine = utf8.makeIterator()
        var theirs = other.utf8.makeIterator()
        while let byte = mine.next() {
            guard let their = theirs.next(), byte.lowercased == their.lowercased else { return false }
        }
        return theirs.next() == nil
    }
}
