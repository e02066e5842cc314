/// A cursor over part of a message; it never leaves its bounds and never traps.
struct ByteReader: Sendable {
    let bytes: [UInt8]
    var position: Int
    let end: Int

    /// Reads `range` of `bytes`; a range that does not fit is cut.
    init(_ bytes: [UInt8], _ range: Range<Int>) {
        self.bytes = bytes
        let limits = range.clamped(to: 0..<bytes.count)
        position = limits.lowerBound
        end = limits.upperBound
    }

    /// Reads the UTF-8 of a text.
    init(_ text: String) {
        bytes = Array(text.utf8)
        position = 0
        end = bytes.count
    }

    var isAtEnd: Bool { position >= end }

    /// The byte under the cursor, or nil at the end.
    var current: UInt8? { position < end ? bytes[position] : nil }

    /// Steps over `byte` when it is under the cursor.
    mutating func take(_ byte: UInt8) -> Bool {
        guard position < end, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    /// Steps over one ASCII character when it is under the cursor.
    mutating func take(_ character: Unicode.Scalar) -> Bool { take(UInt8(ascii: character)) }

    mutating func skipWhitespace() {
        while position < end, bytes[position].isWhitespace { position += 1 }
    }

    /// Steps over `character` with white space around it (`SEMI`, `EQUAL`, `COMMA`, `SLASH` of RFC 3261, 25.1).
    mutating func takeSeparator(_ character: Unicode.Scalar) -> Bool {
        let start = position
        skipWhitespace()
        guard take(character) else {
            position = start
            return false
        }
        skipWhitespace()
        return true
    }

    /// Steps over bytes while `included` holds; the range may be empty.
    mutating func takeWhile(_ included: (UInt8) -> Bool) -> Range<Int> {
        let start = position
        while position < end, included(bytes[position]) { position += 1 }
        return start..<position
    }

    /// Steps over a `token`, or returns nil when there is none.
    mutating func takeToken() -> Range<Int>? {
        let start = position
        while position < end, bytes[position].isToken { position += 1 }
        return position > start ? start..<position : nil
    }

    /// Steps over a `quoted-string`; the range has the quotes. Nil when it does not begin here or does not end.
    mutating func takeQuoted() -> Range<Int>? {
        let start = position
        guard take(UInt8(ascii: "\"")) else { return nil }
        while position < end {
            let byte = bytes[position]
            position += 1
            if byte == UInt8(ascii: "\\") {
                guard position < end else { return nil }
                position += 1
            } else if byte == UInt8(ascii: "\"") {
                return start..<position
            }
        }
        return nil
    }

    /// Steps over decimal digits and returns their value; nil when there is none or it passes `limit`.
    mutating func takeNumber(upTo limit: UInt64) -> UInt64? {
        let start = position
        var value: UInt64 = 0
        while position < end, bytes[position].isDigit {
            let digit = UInt64(bytes[position] &- 48)
            guard value <= (limit &- digit) / 10, digit <= limit else { return nil }
            value = value &* 10 &+ digit
            position += 1
        }
        return position > start ? value : nil
    }

    /// The text of a range, bytes that are no UTF-8 replaced.
    func text(_ range: Range<Int>) -> String {
        String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
    }

    /// What a range with quotes holds: quotes off, escapes resolved.
    func unquoted(_ range: Range<Int>) -> String {
        guard range.count >= 2, range.lowerBound >= 0, range.upperBound <= bytes.count else { return "" }
        var content: [UInt8] = []
        content.reserveCapacity(range.count)
        var index = range.lowerBound + 1
        let last = range.upperBound - 1
        while index < last {
            if bytes[index] == UInt8(ascii: "\\"), index + 1 < last { index += 1 }
            content.append(bytes[index])
            index += 1
        }
        return String(decoding: content, as: UTF8.self)
    }
}
