import Diagnostics
import Foundation
import Testing

/// A text and how JSON writes it.
struct WrittenString: Sendable, CustomTestStringConvertible {
    var text: String
    var json: String
    var testDescription: String { json }
}

@Suite struct `Strings of JSON` {
    @Test(arguments: [
        WrittenString(text: "plain", json: #""plain""#),
        WrittenString(text: "a \"quote\"", json: #""a \"quote\"""#),
        WrittenString(text: "two\nlines", json: #""two\nlines""#),
        WrittenString(text: "bell \u{7}", json: #""bell \u0007""#),
        WrittenString(text: "back\\slash", json: #""back\\slash""#),
        WrittenString(text: "red \u{1B}[31m", json: #""red \u001b[31m""#),
        WrittenString(text: "\u{9B}31m\u{7F}", json: #""\u009b31m\u007f""#),
        WrittenString(text: "right to left \u{202E}", json: #""right to left \u202e""#),
        WrittenString(text: "中文 🚕", json: #""中文 🚕""#),
    ]) func `escape what may not stand there, and what a terminal would obey`(_ row: WrittenString) throws {
        #expect(JSONString.quoted(row.text) == row.json)
        #expect(try JSONDecoder().decode(String.self, from: Data(row.json.utf8)) == row.text)
    }
}
