/// A key of the telephone keypad (ITU-T Q.23), in the order of the RFC 4733 event codes 0 to 15.
public enum DTMFDigit: UInt8, CaseIterable, Sendable, Hashable {
    // One name a key, in the order of RFC 4733, section 3.2, table 3.
    case zero, one, two, three, four, five, six, seven, eight, nine
    case star, pound
    case a, b, c, d

    /// The key that is written so: `0` to `9`, `*`, `#`, `A` to `D` or `a` to `d`.
    public init?(_ character: Character) {
        switch character {
        case "0"..."9":
            guard let value = character.asciiValue else { return nil }
            self.init(rawValue: value - 48)
        case "*": self = .star
        case "#": self = .pound
        case "A", "a": self = .a
        case "B", "b": self = .b
        case "C", "c": self = .c
        case "D", "d": self = .d
        default: return nil
        }
    }

    /// The key with this telephone-event code, if it is one of the keypad's (RFC 4733, section 3.2).
    public init?(eventCode: UInt8) {
        self.init(rawValue: eventCode)
    }

    /// The telephone-event code, 0 to 15 (RFC 4733, section 3.2).
    public var eventCode: UInt8 { rawValue }

    /// How the key is written: `0` to `9`, `*`, `#`, `A` to `D`.
    public var character: Character {
        switch self {
        case .star: "*"
        case .pound: "#"
        case .a: "A"
        case .b: "B"
        case .c: "C"
        case .d: "D"
        default: Character(UnicodeScalar(48 + rawValue))
        }
    }

    /// The key's place from the top, 0 to 3.
    public var row: Int {
        switch self {
        case .one, .two, .three, .a: 0
        case .four, .five, .six, .b: 1
        case .seven, .eight, .nine, .c: 2
        case .star, .zero, .pound, .d: 3
        }
    }

    /// The key's place from the left, 0 to 3.
    public var column: Int {
        switch self {
        case .one, .four, .seven, .star: 0
        case .two, .five, .eight, .zero: 1
        case .three, .six, .nine, .pound: 2
        case .a, .b, .c, .d: 3
        }
    }

    /// The key at a place of the keypad; both are in 0...3.
    public init?(row: Int, column: Int) {
        for digit in DTMFDigit.allCases where digit.row == row && digit.column == column {
            self = digit
            return
        }
        return nil
    }

    /// The tone of the key's row [Hz] (ITU-T Q.23, section 7).
    public var lowFrequency: Double {
        switch row {
        case 0: 697
        case 1: 770
        case 2: 852
        default: 941
        }
    }

    /// The tone of the key's column [Hz] (ITU-T Q.23, section 7).
    public var highFrequency: Double {
        switch column {
        case 0: 1209
        case 1: 1336
        case 2: 1477
        default: 1633
        }
    }
}

extension DTMFDigit: CustomStringConvertible {
    /// The key as it is written.
    public var description: String { String(character) }
}
