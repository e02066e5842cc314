import Testing

@testable import Server

@Suite struct `Places of calls` {
    @Test func `workers and phases fill evenly`() {
        var table = PlaceTable(workers: 2, capacity: 8)
        var taken: [MediaPlace] = []
        for _ in 0..<16 { if let place = table.take() { taken.append(place) } }
        #expect(taken.count == 16)
        #expect(Set(taken).count == 16)
        for worker in 0..<2 {
            for phase in 0..<4 { #expect(taken.count { $0.worker == worker && $0.slot % 4 == phase } == 2) }
        }
        let none = table.take()
        #expect(none == nil)
    }

    @Test func `a place that was given back is used again`() throws {
        var table = PlaceTable(workers: 1, capacity: 1)
        let taken = table.take()
        let place = try #require(taken)
        let another = table.take()
        #expect(another == nil)
        table.giveBack(place)
        #expect(table.count == 0)
        let again = table.take()
        #expect(again == place)
    }
}
