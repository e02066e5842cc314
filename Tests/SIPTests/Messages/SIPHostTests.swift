import Testing

@testable import SIP

@Suite struct `Hosts` {
    /// A host and how it is written back; nil when it is none.
    struct Row: Sendable, CustomTestStringConvertible {
        var text: String
        var written: String?
        var testDescription: String { text }
    }

    @Test(arguments: [
        Row(text: "hotline.example", written: "hotline.example"), Row(text: "hotline.example.", written: "hotline.example."),
        Row(text: "my_host", written: "my_host"), Row(text: "1st.example", written: "1st.example"),
        Row(text: "192.0.2.1", written: "192.0.2.1"), Row(text: "0.0.0.0", written: "0.0.0.0"),
        Row(text: "255.255.255.255", written: "255.255.255.255"),
        Row(text: "::", written: "[::]"), Row(text: "::1", written: "[::1]"), Row(text: "1::", written: "[1::]"),
        Row(text: "[2001:DB8:0:0:0:0:0:1]", written: "[2001:db8::1]"),
        Row(text: "2001:db8:0:1:1:1:1:1", written: "[2001:db8:0:1:1:1:1:1]"),
        Row(text: "2001:0:0:1:0:0:0:1", written: "[2001:0:0:1::1]"), Row(text: "2001:db8:0:0:1:0:0:1", written: "[2001:db8::1:0:0:1]"),
        Row(text: "::ffff:192.0.2.1", written: "[::ffff:c000:201]"), Row(text: "1:2:3:4:5:6:7::", written: "[1:2:3:4:5:6:7:0]"),
        Row(text: "", written: nil), Row(text: ".", written: nil), Row(text: "a..b", written: nil), Row(text: "-a", written: nil),
        Row(text: "a-", written: nil), Row(text: "a b", written: nil), Row(text: "192.0.2", written: nil),
        Row(text: "192.0.2.256", written: nil), Row(text: "192.0.2.1.1", written: nil), Row(text: "192.0.2.", written: nil),
        Row(text: "12345", written: nil), Row(text: "[::1", written: nil), Row(text: "[]", written: nil), Row(text: ":::", written: nil),
        Row(text: "1::2::3", written: nil), Row(text: "1:2:3:4:5:6:7", written: nil), Row(text: "1:2:3:4:5:6:7:8:9", written: nil),
        Row(text: "12345::", written: nil), Row(text: "g::", written: nil), Row(text: "1:2:", written: nil),
        Row(text: ":1:2", written: nil),
        Row(text: "1:2:3:4:5:6:7:8::", written: nil), Row(text: "1.2.3.4::", written: nil),
    ]) func `are names or addresses, and nothing else`(_ row: Row) {
        #expect(SIPHost(row.text)?.description == row.written)
    }

    @Test func `keep every IPv6 address through text and back`() throws {
        var generator = SIPRandom(seed: 1)
        for _ in 0..<2_000 {
            // Words with many zero groups, so that every place of the gap comes up.
            let high = generator.next() & generator.next() & (generator.next() | 0xFFFF_0000_0000_FFFF)
            let low = generator.next() & mask(&generator)
            let host = SIPHost.ipv6(high: high & mask(&generator), low: low)
            #expect(SIPHost(host.description) == host)
        }
    }

    private func mask(_ generator: inout SIPRandom) -> UInt64 {
        (0..<4).reduce(0) { result, _ in result << 16 | (generator.next() & 1 == 0 ? 0xFFFF : 0) }
    }
}
