import Audio
import Testing

@Suite struct `Small worlds of keys` {
    /// One sender and what is to be heard of it, whatever happens to its event packets.
    struct World: Sendable, CustomTestStringConvertible {
        let name: String
        let rows: String
        let heard: String
        /// Of one key all events are lost and of the other all ends, whose length is not known: the second tone may be its own.
        var undecided: Set<Int> = []
        var testDescription: String { name }

        func diagram() throws -> SenderDiagram { try SenderDiagram(name: name, text: rows) }
        var packets: Int { rows.split(separator: "\n").first { $0.hasPrefix("event") }?.dropFirst(5).count { $0 != " " && $0 != "." } ?? 0 }
    }

    @Test(arguments: [
        World(name: "one key", rows: "sound ..1111\nevent ..1111eee", heard: "1"),
        World(name: "two keys", rows: "sound ..111..222\nevent ..11ee.22ee", heard: "12"),
        World(
            name: "a key twice", rows: "sound ..111..111\nevent ..11ee.11ee", heard: "11", undecided: firstHasNoEnd.union(secondHasNoEnd)),
        World(
            name: "a key twice, the tone 100 ms late", rows: "sound .......111..111\nevent ..11ee.11ee", heard: "11",
            undecided: firstHasNoEnd.union(secondHasNoEnd)),
        World(
            name: "a key twice, the events 100 ms late", rows: "sound ..111..111\nevent .......11ee.11ee", heard: "11",
            undecided: firstHasNoEnd),
    ])
    func `whichever event packets are lost, the tone is there`(_ world: World) throws {
        let diagram = try world.diagram()
        for kept in 0..<(1 << world.packets) {
            let heard = SenderCall.play(diagram) { kept >> $0 & 1 == 1 ? 0 : nil }.heard
            let expected = world.undecided.contains(kept) ? "1" : world.heard
            #expect(heard.map(\.digit.description).joined() == expected, "\(pattern(kept, world.packets)): \(heard)")
        }
    }

    private static let firstHasNoEnd: Set<Int> = [0b0001, 0b0010, 0b0011]
    private static let secondHasNoEnd: Set<Int> = [0b1_0000, 0b10_0000, 0b11_0000]

    @Test(arguments: [
        World(name: "a key twice", rows: "event ..11ee.11ee", heard: "11"), World(name: "two keys", rows: "event ..11ee.22ee", heard: "12"),
        World(name: "a key twice, in time with its tone", rows: "sound ..111..111\nevent ..11ee.11ee", heard: "11"),
    ])
    func `whichever event packets are 40 ms late`(_ world: World) throws {
        let diagram = try world.diagram()
        for late in 0..<(1 << world.packets) {
            let call = SenderCall.play(diagram) { late >> $0 & 1 == 1 ? 2 : 0 }
            #expect(call.heard.map(\.digit.description).joined() == world.heard, "\(pattern(late, world.packets))")
        }
    }

    @Test func `in whichever order the packets of a key arrive`() throws {
        let diagram = try SenderDiagram(name: "", text: "event ..1111ee.......222eee")
        for order in permutations(of: 6) {
            // The n-th packet of the key arrives in the place of the order[n]-th, and none before it was sent.
            let call = SenderCall.play(diagram) { $0 < 6 ? 5 + order[$0] - $0 : 0 }
            #expect(call.heard.map(\.digit.description).joined() == "12", "\(order)")
        }
    }

    private func pattern(_ bits: Int, _ count: Int) -> String {
        (0..<count).map { bits >> $0 & 1 == 1 ? "x" : "-" }.joined()
    }

    private func permutations(of count: Int) -> [[Int]] {
        guard count > 0 else { return [[]] }
        return permutations(of: count - 1).flatMap { shorter in
            (0..<count).map { place in Array(shorter[..<place]) + [count - 1] + Array(shorter[place...]) }
        }
    }
}
