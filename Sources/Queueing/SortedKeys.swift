/// Keys in order, each once: insertion, removal, the first and the rank of one cost little however many there are.
///
/// A list of short sorted lists: a key is found by two binary searches and moves at most one short list. A rank adds the lengths of the
/// lists before, so 100,000 keys have fewer than 800 numbers to add.
struct SortedKeys<Key: Comparable & Sendable>: Sendable {
    /// The lists, none empty, each at most `limit` long.
    private var lists: [[Key]] = []
    private(set) var count = 0

    /// Short enough to move within, long enough to have few: about the root of what is expected.
    private static var limit: Int { 256 }

    var first: Key? { lists.first?.first }
    var isEmpty: Bool { count == 0 }

    /// Adds a key that is not there.
    mutating func insert(_ key: Key) {
        guard !lists.isEmpty else {
            lists.append([key])
            count = 1
            return
        }
        let list = min(listIndex(of: key), lists.count - 1)
        lists[list].insert(key, at: Self.index(of: key, in: lists[list]))
        count += 1
        if lists[list].count > Self.limit { split(list) }
    }

    /// Removes a key; nothing happens when it is not there.
    mutating func remove(_ key: Key) {
        let list = listIndex(of: key)
        guard list < lists.count else { return }
        let index = Self.index(of: key, in: lists[list])
        guard index < lists[list].count, lists[list][index] == key else { return }
        lists[list].remove(at: index)
        count -= 1
        if lists[list].isEmpty { lists.remove(at: list) }
    }

    /// How many keys come before.
    func rank(of key: Key) -> Int {
        let list = listIndex(of: key)
        let before = lists[..<list].reduce(0) { $0 + $1.count }
        return list < lists.count ? before + Self.index(of: key, in: lists[list]) : before
    }

    /// All keys in order.
    var all: [Key] { lists.flatMap { $0 } }

    private mutating func split(_ list: Int) {
        let half = lists[list].count / 2
        let upper = Array(lists[list][half...])
        lists[list].removeSubrange(half...)
        lists.insert(upper, at: list + 1)
    }

    /// The first list whose last key is not before the key.
    private func listIndex(of key: Key) -> Int {
        var low = 0
        var high = lists.count
        while low < high {
            let middle = (low + high) / 2
            if let last = lists[middle].last, last < key { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The first place whose key is not before the key.
    private static func index(of key: Key, in list: [Key]) -> Int {
        var low = 0
        var high = list.count
        while low < high {
            let middle = (low + high) / 2
            if list[middle] < key { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension SortedKeys: Equatable {
    /// Equal when the same keys are there; how they are cut into lists says only what happened before.
    static func == (left: Self, right: Self) -> Bool {
        guard left.count == right.count else { return false }
        return left.lists == right.lists || left.all == right.all
    }
}
