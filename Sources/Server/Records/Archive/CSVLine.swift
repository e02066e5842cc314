/// One line of a table for spreadsheets (RFC 4180).
public struct CSVLine: Sendable, CustomStringConvertible {
    private let fields: [String]

    /// A line of these fields.
    public init(_ fields: [String]) {
        self.fields = fields
    }

    /// The line, without its end.
    public var description: String {
        fields.map(Self.quoted).joined(separator: ",")
    }

    /// Quotes where it is needed. A caller's name must not become a formula when the file is opened: what begins like one gets an
    /// apostrophe before it, unless it is a number with its sign, as telephone numbers are.
    private static func quoted(_ text: String) -> String {
        let safe = isFormula(text) ? "'" + text : text
        let needsQuotes = safe.unicodeScalars.contains { $0 == "," || $0 == "\"" || $0 == "\n" || $0 == "\r" }
        return needsQuotes ? "\"" + safe.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\"" : safe
    }

    private static func isFormula(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, "=+-@\t\r\n＝＋－＠".unicodeScalars.contains(first) else { return false }
        guard first == "+" || first == "-" else { return true }
        let number = text.utf8.dropFirst()
        return number.isEmpty || !number.allSatisfy { (48...57).contains($0) || $0 == UInt8(ascii: ".") }
    }
}
