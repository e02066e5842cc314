import Audio
import Testing

@testable import RTP

/// Packets with telephone events, and the keys that are heard of them.
///
/// One word a packet: `key:duration` in units of 20 ms, with `M` marker, `E` end, `@t` the timestamp where it is not that of the word
/// before [20 ms], `#n` its number among all packets where they come in another order, `+` in the place of a blank for a second event in
/// the same packet. `-` is a lost packet, `a` audio, `<` sends the packet before last once more as it was; `|` lets 200 ms pass.
struct EventScript: Sendable, CustomTestStringConvertible {
    var name: String
    var packets: String
    var keys: String
    var testDescription: String { "\(name): \(packets) -> \(keys)" }
}

@Suite struct `Telephone events` {
    static let zoo = [
        EventScript(name: "by the book", packets: "5:1M@0 5:2 5:3 5:4 5:5E 5:5E 5:5E", keys: "5"),
        EventScript(name: "two keys", packets: "5:1M@0 5:2 5:3E 5:3E 5:3E a a 6:1M@8 6:2 6:3E 6:3E 6:3E", keys: "56"),
        EventScript(name: "the same key twice", packets: "5:1M@0 5:2E 5:2E 5:2E a 5:1M@5 5:2E 5:2E 5:2E", keys: "55"),
        EventScript(name: "twice, quickly, the first end lost", packets: "5:1M@0 5:2 - - - 5:1M@5 5:2E", keys: "55"),
        EventScript(name: "twice, all ends lost, no markers", packets: "5:1@0 5:2 - - - 5:1@5 5:2 - - -", keys: "55"),
        EventScript(name: "twice, first packets lost", packets: "- 5:2@0 5:3E 5:3E 5:3E a a - 5:2@8 5:3E 5:3E 5:3E", keys: "55"),
        EventScript(name: "twice, ends lost and the next beginning", packets: "5:1M@0 5:2 - - - - - 5:3@9 5:4E", keys: "55"),
        EventScript(name: "twice, one early packet of each left, numbers near", packets: "5:1M@0 - - - 5:2@5 5:3E", keys: "55"),
        EventScript(name: "wholly overtaken by the next key", packets: "6:2M@8#4 5:1M@0#0 5:2E@0#1 6:3E@8#5", keys: "6"),
        EventScript(name: "no marker", packets: "5:1@0 5:2 5:3E 5:3E 5:3E", keys: "5"),
        EventScript(name: "marker on all", packets: "5:1M@0 5:2M 5:3ME 5:3ME 5:3ME", keys: "5"),
        EventScript(name: "no end", packets: "5:1M@0 5:2 5:3 | 6:1M@20 6:2 |", keys: "56"),
        EventScript(name: "no end, the same key", packets: "5:1M@0 5:2 5:3 | 5:1M@20 5:2 |", keys: "55"),
        EventScript(name: "end only", packets: "- - 5:3E@0", keys: "5"),
        EventScript(name: "end only, three times", packets: "5:3E@0 5:3E 5:3E", keys: "5"),
        EventScript(name: "end only, then the next", packets: "5:3E@0 5:3E 5:3E a a a 5:3E@12 5:3E 5:3E", keys: "55"),
        EventScript(name: "end deferred to the last repetition", packets: "5:1M@0 5:2 5:2 5:2 5:2E", keys: "5"),
        EventScript(name: "a late end after the next key", packets: "5:1M@0 5:2E 6:1M@4 5:2E@0 6:2@4 6:3E", keys: "56"),
        EventScript(name: "late ends after two more keys", packets: "5:1M@0 5:2E 6:1M@4 6:2E 7:1M@8 5:2E@0 6:2E@4 7:2E@8", keys: "567"),
        EventScript(name: "an update repeated after the next key", packets: "5:1M@0 6:1M@4 <", keys: "56"),
        EventScript(name: "an end with another duration", packets: "5:1M@0 5:2 5:4E 5:5E 5:3E", keys: "5"),
        EventScript(name: "timestamps rewritten in each packet", packets: "5:1M@0 5:2@1 5:3@2 5:4@3 5:4E@4 5:4E@5 5:4E@6", keys: "5"),
        EventScript(
            name: "rewritten, twice",
            packets: "5:1M@0 5:2@1 5:3E@2 5:3E@3 5:3E@4 a a a 5:1M@8 5:2@9 5:3E@10 5:3E@11 5:3E@12", keys: "55"),
        EventScript(name: "rewritten, without markers, a loss", packets: "5:1@0 5:2@1 - 5:4@3 5:5E@4 5:5E@5", keys: "5"),
        EventScript(name: "rewritten, every update at the same distance from now", packets: "5:1M@7 5:2@9 5:3@11 5:4E@13", keys: "5"),
        EventScript(name: "rewritten, with audio between", packets: "5:1M@0 a 5:3@2 a 5:5@4 a 5:6E@6 a 5:6E@8", keys: "5"),
        EventScript(name: "rewritten, marker on all", packets: "5:1M@0 5:2M@1 5:3M@2 5:4ME@3 5:4ME@4", keys: "5"),
        EventScript(name: "audio between the updates", packets: "5:1M@0 a 5:3 a 5:5E a 5:5E a 5:5E", keys: "5"),
        EventScript(name: "pauses of 30 ms", packets: "5:2M@0 5:2E 5:2M@4 5:2E 5:2M@8 5:2E", keys: "555"),
        EventScript(name: "one timestamp for all presses", packets: "5:1M@0 5:2E 5:2E 5:2E a a 5:1M@0 5:2E 5:2E 5:2E", keys: "55"),
        EventScript(name: "one timestamp, no markers, other keys", packets: "5:1@0 5:2E 6:1@0 6:2E 5:1@0 5:2E", keys: "565"),
        EventScript(name: "two events in a packet", packets: "5:2ME@0+6:1 6:2@2 6:3E@2 6:3E@2", keys: "56"),
        EventScript(name: "two events, repeated", packets: "5:2ME@0+6:2E 5:2ME@0+6:2E 5:2ME@0+6:2E", keys: "56"),
        EventScript(name: "one key twice in a packet", packets: "5:2ME@0+5:2E 5:2ME@0+5:2E", keys: "55"),
        EventScript(
            name: "all keys", packets: "0:1M@0 1:1M@2 2:1M@4 3:1M@6 4:1M@8 5:1M@10 6:1M@12 7:1M@14 8:1M@16 9:1M@18", keys: "0123456789"),
        EventScript(name: "all other keys", packets: "10:1M@0 11:1M@4 12:1M@8 13:1M@12 14:1M@16 15:1M@20", keys: "*#ABCD"),
        EventScript(name: "a zero duration at key-down", packets: "5:0M@0 5:1 5:2E", keys: "5"),
        EventScript(name: "an end of zero duration", packets: "5:0E@0", keys: ""),
        EventScript(name: "a hook flash is no key", packets: "16:1M@0 16:2E", keys: ""),
        EventScript(name: "reordered within a press", packets: "5:2@0#1 5:1M#0 5:3E#3 5:2#2 5:3E#5 5:3E#4", keys: "5"),
        EventScript(name: "updates resume after a lapse", packets: "5:1M@0 5:2 | 5:13 5:14E 5:14E", keys: "5"),
    ]

    @Test(arguments: zoo) func `hear each key once`(_ script: EventScript) {
        var player = EventPlayer(startingAt: 50_000)
        #expect(player.play(script.packets) == script.keys)
    }

    @Test(arguments: zoo) func `hear the same where timestamp and sequence wrap`(_ script: EventScript) {
        for timestamp in [UInt32.max - 100, UInt32.max - 400, UInt32.max - 1000, UInt32(1) << 31 - 300] {
            for sequence in [UInt16.max, UInt16.max - 2, UInt16.max - 5] {
                var player = EventPlayer(startingAt: timestamp, sequence: sequence)
                #expect(player.play(script.packets) == script.keys)
            }
        }
    }

    @Test(arguments: zoo) func `every press that is heard of also ends`(_ script: EventScript) {
        var player = EventPlayer(startingAt: 50_000)
        _ = player.play(script.packets + " |")
        #expect(player.session.pressedDigit == nil)
        #expect(player.ups == player.downs)
    }

    @Test func `losing any packets of a press but one leaves one key`() {
        for kept in 1..<128 {
            let packets = "5:1M@0 5:2 5:3 5:4 5:5E 5:5E 5:5E".split(separator: " ").enumerated().map { index, word in
                kept >> index & 1 == 1 ? String(word) : "-"
            }
            var player = EventPlayer(startingAt: 50_000)
            #expect(player.play(packets.joined(separator: " ")) == "5", "\(packets)")
        }
    }

    @Test func `losing any packets of two presses but one of each leaves two keys`() {
        let words = "5:1M@0 5:2 5:3E 5:3E 5:3E a 5:1M@6 5:2 5:3E 5:3E 5:3E".split(separator: " ").map(String.init)
        for kept in 0..<1 << 11 where kept & 0x1f != 0 && kept & 0x7c0 != 0 {
            // The timestamps must stay known when the first word of a press is lost.
            let packets = words.enumerated().map { index, word in
                let place = index < 5 ? "@0" : "@6"
                return kept >> index & 1 == 0 ? "-" : word == "a" || word.contains("@") ? word : word + place
            }
            var player = EventPlayer(startingAt: 50_000)
            #expect(player.play(packets.joined(separator: " ")) == "55", "\(packets)")
        }
    }
}
