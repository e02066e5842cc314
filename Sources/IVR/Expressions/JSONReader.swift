/// Reads JSON (RFC 8259) from untrusted octets with bounded depth; anything that is not JSON gives nil.
struct JSONReader {
    private let octets: [UInt8]
    private var position = 0
    private var depth = 0

    init(_ octets: [UInt8]) {
        self.octets = octets
    }

    mutating func document() -> FlowValue? {
        guard let value = value() else { return nil }
        skipBlanks()
        return position == octets.count ? value : nil
    }

    private var next: UInt8? {
        position < octets.count ? octets[position] : nil
    }

    private mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func skipBlanks() {
        while let octet = next, [0x20, 0x09, 0x0A, 0x0D].contains(octet) { position += 1 }
    }

    private mutating func skip(word: StaticString, as value: FlowValue) -> FlowValue? {
        let wanted = Array(word.description.utf8)
        guard octets[position...].starts(with: wanted) else { return nil }
        position += wanted.count
        return value
    }

    private mutating func value() -> FlowValue? {
        depth += 1
        defer { depth -= 1 }
        guard depth <= FlowValue.jsonDepthLimit else { return nil }
        skipBlanks()
        guard let first = next else { return nil }
        switch Unicode.Scalar(first) {
        case "{": return object()
        case "[": return array()
        case "\"": return string().map(FlowValue.text)
        case "t": return skip(word: "true", as: .boolean(true))
        case "f": return skip(word: "false", as: .boolean(false))
        case "n": return skip(word: "null", as: .null)
        default: return number()
        }
    }

    private mutating func object() -> FlowValue? {
        position += 1
        var fields: [String: FlowValue] = [:]
        skipBlanks()
        if skip("}") { return .map(fields) }
        repeat {
            skipBlanks()
            guard next == UInt8(ascii: "\""), let name = string() else { return nil }
            skipBlanks()
            guard skip(":"), let value = value() else { return nil }
            fields[name] = value
            skipBlanks()
        } while skip(",")
        return skip("}") ? .map(fields) : nil
    }

    private mutating func array() -> FlowValue? {
        position += 1
        var elements: [FlowValue] = []
        skipBlanks()
        if skip("]") { return .list(elements) }
        repeat {
            guard let value = value() else { return nil }
            elements.append(value)
            skipBlanks()
        } while skip(",")
        return skip("]") ? .list(elements) : nil
    }

    private mutating func string() -> String? {
        position += 1
        var text: [UInt8] = []
        while let octet = next {
            position += 1
            switch octet {
            case UInt8(ascii: "\""): return String(validating: text, as: UTF8.self)
            case UInt8(ascii: "\\"):
                guard let scalar = escaped() else { return nil }
                text += Array(String(Character(scalar)).utf8)
            case 0..<0x20: return nil
            default: text.append(octet)
            }
        }
        return nil
    }

    private mutating func escaped() -> Unicode.Scalar? {
        guard let octet = next else { return nil }
        position += 1
        switch Unicode.Scalar(octet) {
        case "\"": return "\""
        case "\\": return "\\"
        case "/": return "/"
        case "b": return "\u{8}"
        case "f": return "\u{C}"
        case "n": return "\n"
        case "r": return "\r"
        case "t": return "\t"
        case "u": return unicode()
        default: return nil
        }
    }

    /// The scalar of `\uXXXX` or of a surrogate pair; a lone surrogate becomes U+FFFD.
    private mutating func unicode() -> Unicode.Scalar? {
        guard let first = hexadecimal() else { return nil }
        guard (0xD800..<0xDC00).contains(first), octets[position...].starts(with: [0x5C, 0x75]) else {
            return Unicode.Scalar(first) ?? "\u{FFFD}"
        }
        position += 2
        guard let second = hexadecimal() else { return nil }
        guard (0xDC00..<0xE000).contains(second) else { return "\u{FFFD}" }
        return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    }

    private mutating func hexadecimal() -> UInt32? {
        let digits = octets[position...].prefix(4)
        guard digits.count == 4, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else { return nil }
        position += 4
        return UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    }

    private mutating func number() -> FlowValue? {
        let start = position
        let isNegative = skip("-")
        guard let whole = digits(), whole.count == 1 || whole.first != UInt8(ascii: "0") else { return nil }
        var fraction: [UInt8] = []
        if skip(".") {
            guard let digits = digits() else { return nil }
            fraction = digits
        }
        guard let exponent = exponent() else { return nil }
        if fraction.isEmpty, exponent == 0, let number = Int(String(decoding: octets[start..<position], as: UTF8.self)) {
            return .number(number)
        }
        return Self.decimal(isNegative, whole, fraction, exponent)
    }

    private mutating func digits() -> [UInt8]? {
        let start = position
        while let octet = next, (0x30...0x39).contains(octet) { position += 1 }
        return start == position ? nil : Array(octets[start..<position])
    }

    /// The exponent, 0 when there is none; nil when it is malformed.
    private mutating func exponent() -> Int? {
        guard skip("e") || skip("E") else { return 0 }
        let isNegative = skip("-")
        if !isNegative { _ = skip("+") }
        guard let digits = digits(), let value = Int(String(decoding: digits.prefix(5), as: UTF8.self)) else { return nil }
        return isNegative ? -value : value
    }

    /// Rounds to nine places by cutting the digits before they are read.
    private static func decimal(_ isNegative: Bool, _ whole: [UInt8], _ fraction: [UInt8], _ exponent: Int) -> FlowValue? {
        let significant = Array((whole + fraction).drop { $0 == 0x30 })
        let places = fraction.count - exponent
        let excess = max(0, places - DecimalNumber.maximumPlaces - 1)
        let kept = excess >= significant.count ? [0x30] : significant.dropLast(excess)
        let zeros = max(0, -places)
        guard kept.count + zeros <= 30 else { return significant.isEmpty ? .decimal(DecimalNumber(0)) : nil }
        guard var mantissa = Int128(String(decoding: kept, as: UTF8.self)) else { return .decimal(DecimalNumber(0)) }
        for _ in 0..<zeros { mantissa *= 10 }
        return DecimalNumber(mantissa: isNegative ? -mantissa : mantissa, places: max(0, places - excess)).map(FlowValue.decimal)
    }
}
