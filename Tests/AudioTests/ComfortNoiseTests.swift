import Testing

@testable import Audio

@Suite struct `Comfort noise` {
    @Test(arguments: [-30.0, -45, -60])
    func `has its level`(_ level: Double) {
        var noise = ComfortNoise(level: Decibels(level), seed: 7)
        let energy = (0..<50).reduce(0) { sum, _ in sum + noise.next().energy }
        #expect(abs(Decibels(meanSquare: Double(energy) / 8000).value - level) < 0.5)
    }

    @Test(arguments: [G711.Law.mu, .a])
    func `is never silence, however soft it is asked to be`(_ law: G711.Law) {
        var noise = ComfortNoise(level: -200, seed: 0)
        for _ in 0..<1000 {
            let frame = noise.next()
            #expect((0..<160).contains { abs(G711.decode(G711.encode(frame[$0], law), law)) > 8 || frame[$0] != 0 })
            #expect(frame != .silence)
        }
    }

    @Test func `follows a packet's level octet`() {
        // RFC 3389: 30 is -30 dBov, which is -23.85 dBm0; the first bit says nothing.
        var noise = ComfortNoise(levelOctet: 30, seed: 3)
        #expect(abs(noise.level.value + 23.85) < 1e-9)
        noise.adjust(toLevelOctet: 128 | 50)
        #expect(abs(noise.next().level().value + 43.85) < 1)
    }

    @Test func `is decided by its seed`() {
        var (one, two, other) = (ComfortNoise(seed: 5), ComfortNoise(seed: 5), ComfortNoise(seed: 6))
        let frame = one.next()
        #expect(frame == two.next())
        #expect(frame != other.next())
        #expect(frame != one.next())
    }
}
