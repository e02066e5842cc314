extension SIPURI {
    /// A user part of any text: everything that may not stand there is escaped (RFC 3261, 19.1.2).
    public static func escaped(user text: String) -> String {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            if isUserCharacter(byte), byte != UInt8(ascii: "#") {
                bytes.append(byte)
            } else {
                bytes.append(UInt8(ascii: "%"))
                bytes.append(contentsOf: hexadecimal(byte))
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The text with every `%hh` resolved; bytes that are then no UTF-8 are replaced.
    public static func decoded(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
        return String(decoding: unescapedBytes(text), as: UTF8.self)
    }

    /// `user-unreserved` and `unreserved` of RFC 3261, 25.1, and `#`, which phones send unescaped in feature codes.
    static func isUserCharacter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "&"), UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "$"), UInt8(ascii: ","), UInt8(ascii: ";"),
            UInt8(ascii: "?"), UInt8(ascii: "/"), UInt8(ascii: "#"):
            true
        default: byte.isUnreserved
        }
    }

    /// The bytes with every `%hh` resolved.
    static func unescapedBytes(_ text: String) -> [UInt8] {
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count, let high = bytes[index + 1].hexadecimalValue,
                let low = bytes[index + 2].hexadecimalValue
            {
                result.append(high << 4 | low)
                index += 3
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return result
    }

    private static func hexadecimal(_ byte: UInt8) -> [UInt8] {
        [byte >> 4, byte & 15].map { $0 < 10 ? $0 + 48 : $0 + 55 }
    }
}
