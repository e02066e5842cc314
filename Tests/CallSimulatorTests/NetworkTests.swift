import Audio
import Testing

@testable import CallSimulator

@Suite struct `An imagined network` {
    /// The numbers of the packets that arrive of 0..<count, one sent each 20 ms, and when each arrived.
    private func carried(_ conditions: String, count: Int = 2000) throws -> [(number: Int, delay: MediaTime)] {
        var network = NetworkEmulator(try NetworkConditions(parsing: conditions))
        var arrived: [(Int, MediaTime)] = []
        for tick in 0..<(count + 20) {
            let now = MediaTime(samples: Int64(tick) * 160)
            if tick < count {
                var datagram = Datagram()
                datagram.octets[0] = UInt8(tick >> 8)
                datagram.octets[1] = UInt8(truncatingIfNeeded: tick)
                datagram.count = 2
                network.send(datagram, at: now)
            }
            while let datagram = network.receive(at: now) {
                let number = Int(datagram.octets[0]) << 8 | Int(datagram.octets[1])
                arrived.append((number, now - MediaTime(samples: Int64(number) * 160)))
            }
        }
        return arrived
    }

    @Test func `a perfect one carries everything at once and in order`() throws {
        let arrived = try carried("")
        #expect(arrived.map(\.number) == Array(0..<2000))
        #expect(arrived.allSatisfy { $0.delay == .zero })
    }

    @Test(arguments: ["1", "2", "5"]) func `loses as many as it should, in bursts as long as they should be`(_ burst: String) throws {
        let numbers = Set(try carried("loss=10%,burst=\(burst),seed=5", count: 20_000).map(\.number))
        let lost = (0..<20_000).filter { !numbers.contains($0) }
        #expect((1700...2300).contains(lost.count))
        let bursts = lost.count - zip(lost, lost.dropFirst()).filter { $1 == $0 + 1 }.count
        let mean = Double(lost.count) / Double(bursts)
        let expected = burst == "1" ? 1.11 : Double(burst) ?? 0
        #expect(abs(mean - expected) < 0.3 * expected)
    }

    @Test func `is late by as much as it should be`() throws {
        let delays = try carried("delay=40ms,jitter=100ms").map(\.delay)
        #expect(delays.allSatisfy { $0 >= .milliseconds(40) && $0 <= .milliseconds(160) })
        #expect(delays.contains { $0 > .milliseconds(120) })
    }

    @Test func `sends some twice and lets some overtake`() throws {
        let twice = try carried("duplicate=10%").map(\.number)
        #expect((150...250).contains(twice.count - 2000))
        let mixed = try carried("reorder=10%").map(\.number)
        #expect(mixed.sorted() == Array(0..<2000))
        #expect((100...300).contains(zip(mixed, mixed.dropFirst()).filter { $0 > $1 }.count))
    }

    @Test func `chance follows from the seed`() throws {
        #expect(try carried("loss=30%,jitter=50ms,seed=1").map(\.number) == carried("loss=30%,jitter=50ms,seed=1").map(\.number))
        #expect(try carried("loss=30%,seed=1").map(\.number) != carried("loss=30%,seed=2").map(\.number))
    }

    @Test(arguments: [
        ("loss", NetworkConditionsError.notAnAssignment("loss")), ("los=3%", .unknownWord("los")), ("loss=101%", .badValue("101%")),
        ("jitter=40", .badValue("40")), ("seed=-1", .badValue("-1")), ("delay=1h", .badValue("1h")), ("burst=0", .badValue("0")),
    ])
    func `says what is wrong with its words`(_ text: String, _ error: NetworkConditionsError) {
        #expect(throws: error) { try NetworkConditions(parsing: text) }
    }
}
