import Audio
import Testing

@testable import RTP

/// What arrives in each frame's time, frames separated by blanks, packets by their digits; and what is then heard.
struct Arrivals: Sendable, CustomTestStringConvertible {
    var arrive: String
    var heard: String
    var why: String
    var testDescription: String { "\(why): \(arrive) -> \(heard)" }
}

@Suite struct `The jitter buffer` {
    @Test(arguments: [
        Arrivals(arrive: "0 1 2 3 4 5", heard: "012345", why: "nothing is added to a perfect stream"),
        Arrivals(arrive: "- 0 1 2 3", heard: " 0123", why: "before the first packet nothing has started"),
        Arrivals(arrive: "0 1 - 3 4 5", heard: "01.345", why: "a lost packet costs one frame and no delay"),
        Arrivals(arrive: "0 1 - - 4 5 6", heard: "01..456", why: "so do two"),
        Arrivals(arrive: "0 1 - 23 4 5 -", heard: "01.2345", why: "a late packet is waited for"),
        Arrivals(arrive: "0 1 3 2 4 5", heard: "01x345", why: "a hole before a packet is lost"),
        Arrivals(arrive: "0 1 - 3 2 4 5 6", heard: "01.3.4.5", why: "what comes too late is not heard, and makes the delay longer"),
        Arrivals(arrive: "012345 6 7 8", heard: "5678", why: "what piled up before the first frame is thrown away"),
        Arrivals(arrive: "0 123456 7 8 9", heard: "06789", why: "and what piled up right after it"),
        Arrivals(arrive: "10 2 3 4", heard: "1234", why: "two packets that changed places before the first frame"),
        Arrivals(arrive: "00 11 2 2 3", heard: "012.3", why: "a duplicate is not heard twice"),
    ]) func `hears packets once and in order`(_ row: Arrivals) {
        var listener = Listener()
        for (time, slot) in row.arrive.split(separator: " ").enumerated() {
            for character in slot {
                guard let number = character.wholeNumberValue else { continue }
                _ = listener.session.hear(packet(number), at: 20 * time)
            }
            listener.tick()
        }
        #expect(listener.diagram == row.heard)
    }

    /// Packet number `number` of a stream of 20 ms, each octet of which is the number.
    private func packet(_ number: Int) -> [UInt8] {
        var peer = Peer()
        peer.sequence = peer.sequence.advanced(by: number)
        peer.timestamp = peer.timestamp.advanced(by: 160 * number)
        return peer.audio(UInt8(number))
    }

    @Test func `all losses and orders of six packets are heard at most once and in order`() {
        var arrangements = 0
        var settled = Listener()
        for number in 0..<JitterBuffer.firstMoments {
            _ = settled.session.hear(packet(number))
            settled.tick()
        }
        settled.runs = []
        visit([], remaining: Array(0..<6)) { order in
            arrangements += 1
            for repeated in -1..<order.count { check(order, repeating: repeated, after: settled) }
        }
        // The sum of 6! / (6 - k)! for k = 0...6.
        #expect(arrangements == 1957)
    }

    private func visit(_ order: [Int], remaining: [Int], _ body: ([Int]) -> Void) {
        body(order)
        for number in remaining { visit(order + [number], remaining: remaining.filter { $0 != number }, body) }
    }

    /// One packet a frame; the one at `repeated` comes again with the next.
    private func check(_ order: [Int], repeating repeated: Int, after settled: Listener) {
        var listener = settled
        var kept = Set<Int>()
        for (index, number) in order.enumerated() {
            if listener.session.hear(packet(number + JitterBuffer.firstMoments), at: 20 * index) == .audio {
                kept.insert(number + JitterBuffer.firstMoments)
            }
            if index == repeated + 1, repeated >= 0 {
                let again = packet(order[repeated] + JitterBuffer.firstMoments)
                #expect(listener.session.hear(again, at: 20 * index) == .ignored(.duplicate))
            }
            listener.tick()
        }
        for _ in 0..<12 { listener.tick() }
        #expect(listener.runs == listener.runs.sorted(), "\(order) \(listener.diagram)")
        #expect(Set(listener.runs.map(Int.init)) == kept, "\(order) \(listener.diagram)")
        #expect(kept.allSatisfy { listener.counts[$0] == 160 }, "\(order) \(listener.diagram)")
    }
}
