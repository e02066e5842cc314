import IVR
import Testing

@Suite struct `JSON values` {
    @Test(arguments: [
        ("null", "null"), (" true ", "true"), ("-0", "0"), ("12", "12"), ("12.50", "12.5"), ("1e3", "1000"), ("1.5E-2", "0.015"),
        ("0.00000000049", "0"), ("0.0000000005", "0.000000001"), ("123456789.1234567894", "123456789.123456789"),
        ("\"a\\u00e9\\ud83d\\ude00\\n\"", "\"aé😀\\n\""), ("\"\\ud800x\"", "\"\u{FFFD}x\""), ("[]", "[]"), ("[1, [2]]", "[1,[2]]"),
        ("{\"b\": 1, \"a\": {}}", "{\"a\":{},\"b\":1}"), ("{\"a\":1,\"a\":2}", "{\"a\":2}"),
    ]) func `are read and written`(_ row: (text: String, written: String)) {
        #expect(FlowValue(json: row.text)?.json == row.written)
    }

    @Test(arguments: [
        "", "nul", "truee", "01", "1.", ".5", "1e", "+1", "\"a", "\"\u{1}\"", "\"\\x\"", "[1,]", "[1 2]", "{\"a\"}", "{a:1}", "{\"a\":1,}",
        "1 2", "1e400",
        "99999999999999999999999999999999999999999", "\"\\ud83d\\u00\"",
    ]) func `that are none are refused`(_ text: String) {
        #expect(FlowValue(json: text) == nil)
    }

    @Test func `are nested only so deep`() {
        let fits = String(repeating: "[", count: 32) + String(repeating: "]", count: 32)
        let tooDeep = String(repeating: "[", count: 100_000)
        #expect(FlowValue(json: fits) != nil)
        #expect(FlowValue(json: tooDeep) == nil)
    }
}
