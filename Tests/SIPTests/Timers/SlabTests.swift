import Testing

@testable import SIP

/// In which order the elements of a flood leave.
enum Leaving: String, Sendable, CaseIterable, CustomTestStringConvertible {
    case asTheyCame = "as they came"
    case lastFirst = "last first"
    case oddOnesFirst = "odd ones first"
    var testDescription: String { rawValue }

    func order(_ names: [Slab<Int>.Index]) -> [Slab<Int>.Index] {
        switch self {
        case .asTheyCame: names
        case .lastFirst: names.reversed()
        case .oddOnesFirst: names.indices.filter { $0 % 2 == 1 }.map { names[$0] } + names.indices.filter { $0 % 2 == 0 }.map { names[$0] }
        }
    }
}

@Suite struct `A slab` {
    @Test func `a name is stale after its element was removed, whoever has the place`() {
        var slab = Slab<String>()
        let old = slab.insert("old")
        #expect(slab.remove(old) == "old")
        let new = slab.insert("new")
        #expect(slab[old] == nil)
        #expect(slab.remove(old) == nil)
        #expect(slab[new] == "new")
        #expect(slab.capacity == 1)
    }

    @Test(arguments: Leaving.allCases) func `the room of a flood is given back in whatever order it ends`(_ leaving: Leaving) {
        var slab = Slab<Int>()
        let names = (0..<25_600).map { slab.insert($0) }
        for name in leaving.order(names) { slab.remove(name) }
        #expect(slab.count == 0)
        #expect(slab.capacity <= 64)
    }

    @Test(arguments: [1, 64, 65, 1000]) func `a name of before stays stale when all places have been given back`(_ count: Int) {
        var slab = Slab<Int>()
        let names = (0..<count).map { slab.insert($0) }
        for name in names { slab.remove(name) }
        #expect(slab.capacity <= 64)
        let late = (0..<count).map { slab.insert(-$0) }
        #expect(names.allSatisfy { slab[$0] == nil && slab.remove($0) == nil })
        #expect(late.enumerated().allSatisfy { slab[$1] == -$0 })
    }

    @Test func `what stays of a flood is found where it was`() {
        var slab = Slab<Int>()
        let names = (0..<25_600).map { slab.insert($0) }
        for (number, name) in names.enumerated() where number % 5000 != 100 { slab.remove(name) }
        #expect(slab.count == 6)
        for number in stride(from: 100, to: 25_600, by: 5000) { #expect(slab[names[number]] == number) }
        let late = slab.insert(-1)
        #expect(slab[late] == -1)
        #expect(slab[names[25_100]] == 25_100)
    }
}
