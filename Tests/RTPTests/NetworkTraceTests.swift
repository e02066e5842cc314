import Testing

@testable import RTP

/// A network and what may come of it.
struct Expectation: Sendable, CustomTestStringConvertible {
    var name: String
    var trace: NetworkTrace
    /// From mouth to ear after the first five seconds, at most [ms].
    var age: Double
    /// Of all frames, not decoded at most.
    var concealed: Double
    var testDescription: String { name }
}

@Suite struct `Streams through a network` {
    @Test(arguments: [
        Expectation(name: "perfect", trace: NetworkTrace(), age: 60, concealed: 0.002),
        Expectation(name: "10 ms", trace: NetworkTrace(ptime: 10), age: 60, concealed: 0.002),
        Expectation(name: "25 ms", trace: NetworkTrace(ptime: 25), age: 80, concealed: 0.005),
        Expectation(name: "30 ms", trace: NetworkTrace(ptime: 30), age: 80, concealed: 0.005),
        Expectation(name: "40 ms", trace: NetworkTrace(ptime: 40), age: 80, concealed: 0.005),
        Expectation(name: "60 ms", trace: NetworkTrace(ptime: 60), age: 100, concealed: 0.005),
        Expectation(name: "jitter 15 ms", trace: NetworkTrace(jitter: 15), age: 70, concealed: 0.02),
        Expectation(name: "jitter 60 ms", trace: NetworkTrace(jitter: 60), age: 125, concealed: 0.03),
        Expectation(name: "jitter 100 ms", trace: NetworkTrace(jitter: 100), age: 165, concealed: 0.05),
        Expectation(name: "loss 5 %", trace: NetworkTrace(loss: 0.05), age: 60, concealed: 0.08),
        Expectation(
            name: "bursts of 4, jitter 20 ms", trace: NetworkTrace(jitter: 20, loss: 0.01, lossLength: 4), age: 90, concealed: 0.10),
        Expectation(name: "fast by 200 ppm", trace: NetworkTrace(skew: 200, length: 600_000), age: 80, concealed: 0.002),
        Expectation(name: "slow by 200 ppm", trace: NetworkTrace(skew: -200, length: 600_000), age: 80, concealed: 0.002),
        Expectation(
            name: "fast, 30 ms, jitter, loss", trace: NetworkTrace(ptime: 30, skew: 200, jitter: 30, loss: 0.02, length: 600_000), age: 120,
            concealed: 0.08),
        Expectation(name: "stalls of 300 ms", trace: NetworkTrace(stalls: [10_000, 30_000], stallLength: 300), age: 190, concealed: 0.02),
    ]) func `stay in time, in order and whole`(_ row: Expectation) {
        let result = row.trace.run()
        let listener = result.listener
        // While nothing arrives the age grows with every frame that is made up: that is not delay, and it is rare.
        let ages = result.ages.dropFirst(5).sorted()
        #expect(ages[ages.count * 9 / 10] <= row.age, "\(result.ages.map { Int($0) })")
        #expect(ages[ages.count - 1] <= row.age + 120, "\(result.ages.map { Int($0) })")
        let made = listener.taken.filter { $0 != .frame && $0 != .twoFrames && $0 != .notStarted }.count
        #expect(Double(made) <= row.concealed * Double(listener.taken.count))
        #expect(result.kept + listener.session.jitterBuffer.counts.late >= result.arrived - 10, "ten may be on their way yet")
        // In order: each packet's octet is the one before it, plus one, or a little more where packets are missing.
        for (former, next) in zip(listener.runs, listener.runs.dropFirst()) {
            let step = (Int(next) - Int(former) + 250) % 250
            #expect((1...60).contains(step), "\(former) then \(next)")
        }
    }
}
