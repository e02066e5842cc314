import Recognition
import Testing

@testable import PocketSphinx

@Suite struct `Where two answers differ` {
    /// Two answers of one-letter words, each word 100 ms; what of them is to be compared.
    struct Row: Sendable, CustomTestStringConvertible {
        var first: String
        var second: String
        var compared: [String]
        var testDescription: String { "\(first) or \(second)" }
    }

    static func outcome(_ letters: String) -> Decoder.Outcome {
        let words = letters.map { String($0) }
        let spans = words.indices.map { 20 + $0 * 10..<30 + $0 * 10 }
        return Decoder.Outcome(words: words, score: 0, frames: 200, spans: spans, mean: CepstralMean([], weight: 0))
    }

    @Test(arguments: [
        Row(first: "abcdefg", second: "abcxefg", compared: ["bcdef", "bcxef"]),
        Row(first: "abcdefg", second: "abcefg", compared: ["bcdef", "bcef"]),
        Row(first: "abb", second: "abbb", compared: ["bb", "bbb"]),
        Row(first: "a", second: "b", compared: ["a", "b"]),
        Row(first: "ab", second: "a", compared: ["ab", "a"]),
        Row(first: "xbcd", second: "ybcd", compared: ["xbc", "ybc"]),
    ]) func `two words that both have stay on either side`(_ row: Row) throws {
        let rivals = try #require(Rivals(Self.outcome(row.first), Self.outcome(row.second)))
        #expect([rivals.words.joined(), rivals.others.joined()] == row.compared)
    }

    @Test func `their sound begins and ends with these words, with a little around them`() throws {
        let rivals = try #require(Rivals(Self.outcome("abcdefg"), Self.outcome("abcxyefg")))
        #expect(rivals.frames == 25..<95)
        let whole = try #require(Rivals(Self.outcome("ab"), Self.outcome("xb")))
        #expect(whole.frames == 0..<60)
    }

    @Test func `answers that are the same, or none, are no rivals`() {
        #expect(Rivals(Self.outcome("abc"), Self.outcome("abc")) == nil)
        #expect(Rivals(Self.outcome(""), Self.outcome("abc")) == nil)
    }
}
