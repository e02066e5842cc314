import Testing

@testable import Server

@Suite struct `Log lines` {
    @Test(arguments: [
        ("plain", "\"plain\""),
        ("a \"quote\"", "\"a \\\"quote\\\"\""),
        ("two\nlines", "\"two\\nlines\""),
        ("bell \u{7}", "\"bell \\u0007\""),
        ("back\\slash", "\"back\\\\slash\""),
    ]) func `any text is a JSON string`(_ text: String, _ json: String) {
        #expect(LineLogHandler.quoted(text) == json)
    }
}
