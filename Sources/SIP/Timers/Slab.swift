/// Values at stable places, reused when freed; a generation tells an old name from a new tenant.
struct Slab<Element: Sendable>: Sendable {
    /// Names one element; stale after it was removed.
    struct Index: Hashable, Sendable {
        fileprivate(set) var place: Int32
        fileprivate(set) var generation: UInt32
    }

    private struct Place {
        var element: Element?
        var generation: UInt32
    }

    private var places: [Place] = []
    private var free: [Int32] = []

    /// Number of elements.
    var count: Int { places.count - free.count }

    /// Puts an element into a free place.
    mutating func insert(_ element: Element) -> Index {
        guard let place = free.popLast() else {
            places.append(Place(element: element, generation: 0))
            return Index(place: Int32(truncatingIfNeeded: places.count - 1), generation: 0)
        }
        places[Int(place)].element = element
        return Index(place: place, generation: places[Int(place)].generation)
    }

    /// The element, changed in place; nil when the name is stale. Assigning to a stale name does nothing.
    subscript(_ index: Index) -> Element? {
        get {
            isLive(index) ? places[Int(index.place)].element : nil
        }
        _modify {
            var nothing: Element?
            if isLive(index) {
                yield &places[Int(index.place)].element
            } else {
                yield &nothing
            }
        }
    }

    /// Takes an element out.
    @discardableResult mutating func remove(_ index: Index) -> Element? {
        guard isLive(index), let element = places[Int(index.place)].element.take() else { return nil }
        places[Int(index.place)].generation &+= 1
        free.append(index.place)
        return element
    }

    private func isLive(_ index: Index) -> Bool {
        places.indices.contains(Int(index.place)) && places[Int(index.place)].generation == index.generation
    }
}
