import Audio
import Testing

@Suite struct `A seeded generator` {
    @Test func `gives the published numbers`() {
        // The first five for the seed 1234567 that implementations are compared by.
        var random = SplitMix(seed: 1_234_567)
        let numbers = (0..<5).map { _ in random.next() }
        #expect(
            numbers == [
                6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423, 4_593_380_528_125_082_431,
                16_408_922_859_458_223_821,
            ])
    }

    @Test func `stays below one`() {
        var random = SplitMix(seed: 1)
        let draws = (0..<10_000).map { _ in random.unit() }
        #expect(draws.allSatisfy { $0 >= 0 && $0 < 1 })
        #expect(draws.contains { $0 < 0.01 } && draws.contains { $0 > 0.99 })
    }
}
