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

    /// So many places stay when none is taken.
    private static var mostKept: Int { 64 }

    private var places: [Place] = []
    private var free: [Int32] = []
    /// Counts up over all places, so that a place that was given back and made anew has no old names.
    private var generation: UInt32 = 0

    /// Number of elements.
    var count: Int { places.count - free.count }
    /// Number of places, taken and free.
    var capacity: Int { places.count }

    /// Puts an element into a free place.
    mutating func insert(_ element: Element) -> Index {
        generation &+= 1
        guard let place = free.popLast() else {
            places.append(Place(element: element, generation: generation))
            return Index(place: Int32(truncatingIfNeeded: places.count - 1), generation: generation)
        }
        places[Int(place)] = Place(element: element, generation: generation)
        return Index(place: place, generation: generation)
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
        free.append(index.place)
        shrinkAfterFlood()
        return element
    }

    /// Gives the free places at the end back when few are taken. What is left may lie at the end for long, so it is tried each time that
    /// their number has halved: a few times a flood.
    private mutating func shrinkAfterFlood() {
        if count == 0, places.count > Self.mostKept {
            places = []
            free = []
            return
        }
        guard places.count > 1024, count <= places.count / 8, count & (count &- 1) == 0 else { return }
        let used = (places.lastIndex { $0.element != nil } ?? -1) + 1
        guard used <= places.count / 2 else { return }
        places = Array(places[..<used])
        free = free.filter { $0 < used }
    }

    private func isLive(_ index: Index) -> Bool {
        let place = Int(index.place)
        return places.indices.contains(place) && places[place].generation == index.generation && places[place].element != nil
    }
}

extension Dictionary {
    /// Gives room back after a flood: a dictionary keeps the room of its greatest size otherwise.
    mutating func shrink() {
        guard capacity > 1024, count < capacity / 8 else { return }
        self = filter { _ in true }
    }
}
