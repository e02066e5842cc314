import Testing

@testable import CallSimulator

@Suite struct `What a script lets a caller say` {
    /// A text, and its words where the grammar has some.
    struct Text: Sendable, CustomTestStringConvertible {
        var text: String
        var words: String
        var testDescription: String { text }
    }

    @Test(arguments: [
        Text(text: "Book a taxi.", words: "book a taxi"),
        Text(text: "that's right, yes!", words: "that's right yes"),
        Text(text: "五 点 半", words: "五 点 半"),
        Text(text: "我要打车。", words: "我 要 打车"),
        Text(text: "打车票", words: "打车票"),
        Text(text: "at five p.m.", words: "at five p.m."),
    ]) func `is divided as people write it`(_ text: Text) {
        let known: Set = ["book", "a", "taxi", "that's", "right", "yes", "五", "点", "半", "打车", "打车票", "p.m.", "five"]
        #expect(SpokenText(text.text, known: known).words.joined(separator: " ") == text.words)
    }
}
