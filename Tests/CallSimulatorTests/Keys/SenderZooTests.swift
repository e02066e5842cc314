import Audio
import CallSimulator
import Foundation
import Testing

@Suite struct `Senders that do not keep to the book` {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Fixtures/Senders")

    static let names: [String] = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
        .filter { $0.hasSuffix(".txt") }.map { String($0.dropLast(4)) }.sorted()

    @Test func `there is a zoo`() {
        #expect(Self.names.count >= 25)
    }

    /// One key, one digit, in order: the golden line says which, and when on a good network.
    @Test(arguments: names) func `are heard key by key`(_ name: String) throws {
        let file = Self.folder.appendingPathComponent(name + ".txt")
        let text = try String(contentsOf: file, encoding: .utf8)
        let diagram = try SenderDiagram(name: name, text: text)
        let outcome = diagram.seeds == 0 ? once(diagram) : often(diagram)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let body = lines.filter { !$0.hasPrefix("heard") && !$0.isEmpty }
        try Golden(at: file).expect(body + ["heard  \(outcome)"])
        let pressed = [diagram.event, diagram.info, diagram.sound].lazy.map(SenderDiagram.keys).first { !$0.isEmpty }
        let digits = outcome.split(separator: " ").map { $0.prefix { $0 != "@" } }.joined()
        #expect(digits == pressed?.map(\.description).joined(), "not what was pressed")
    }

    private func once(_ diagram: SenderDiagram) -> String {
        SenderCall.play(diagram, through: diagram.network).heard.map(\.description).joined(separator: " ")
    }

    /// The keys that are heard whatever the network loses, or what the first seed that differs lets through.
    private func often(_ diagram: SenderDiagram) -> String {
        let pressed = SenderDiagram.keys(of: diagram.event.isEmpty ? diagram.sound : diagram.event)
        for seed in 1...diagram.seeds {
            var network = diagram.network
            network.seed = UInt64(seed)
            let call = SenderCall.play(diagram, through: network)
            // A key of which nothing at all arrived by events can at best be heard by its tone.
            let certain = diagram.event.isEmpty ? pressed : pressed.indices.filter { call.arrived.contains($0) }.map { pressed[$0] }
            let heard = call.heard.map(\.digit)
            guard certain.isSubsequence(of: heard), heard.isSubsequence(of: pressed) else {
                return "seed \(seed): \(heard.map(\.description).joined())"
            }
        }
        return pressed.map(\.description).joined()
    }
}

extension [DTMFDigit] {
    /// Whether all of them occur in the other, in this order.
    func isSubsequence(of other: [DTMFDigit]) -> Bool {
        var rest = self[...]
        for digit in other where digit == rest.first { rest.removeFirst() }
        return rest.isEmpty
    }
}
