/// What follows a scheme's name in a challenge or in credentials: `name=value` with commas between (RFC 7235, 2.1).
///
/// Such a header is one value whatever its commas: it is read by lines, never split (RFC 3261, 7.3.1).
struct AuthenticationParameters: Hashable, Sendable {
    /// `Digest` or another scheme, as it was written.
    let scheme: String
    /// Values without their quotes, by their names in lower case.
    private var values: [String: String] = [:]

    /// More parameters than this are no honest header's.
    private static let limit = 32

    /// Reads a value; nil when it is malformed or names something twice.
    init?(_ text: String) {
        var reader = ByteReader(text)
        reader.skipWhitespace()
        guard let scheme = reader.takeToken() else { return nil }
        self.scheme = reader.text(scheme)
        reader.skipWhitespace()
        while !reader.isAtEnd {
            // Empty elements between commas are no mistake (RFC 7230, 7).
            if reader.takeSeparator(",") { continue }
            guard values.count < Self.limit, let element = Self.element(&reader), self[element.name] == nil else { return nil }
            values[element.name] = element.value
            reader.skipWhitespace()
            guard reader.isAtEnd || reader.current == UInt8(ascii: ",") else { return nil }
        }
    }

    /// The value of a parameter, named in lower case.
    subscript(name: String) -> String? {
        values[name]
    }

    private static func element(_ reader: inout ByteReader) -> (name: String, value: String)? {
        guard let name = reader.takeToken(), reader.takeSeparator("=") else { return nil }
        if let quoted = reader.takeQuoted() { return (reader.text(name).lowercased(), reader.unquoted(quoted)) }
        // `=` and `/` are no token's, but nonces without quotes have them.
        let value = reader.takeWhile { $0 > 32 && $0 != 127 && $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "\"") }
        return value.isEmpty ? nil : (reader.text(name).lowercased(), reader.text(value))
    }

    /// A value in quotes, its own quotes and backslashes escaped; control characters are left out.
    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars where scalar.value >= 32 && scalar.value != 127 {
            if scalar == "\"" || scalar == "\\" { result += "\\" }
            result.unicodeScalars.append(scalar)
        }
        return result + "\""
    }
}
