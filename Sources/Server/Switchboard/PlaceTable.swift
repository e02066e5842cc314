/// Which places of the media workers are free: the switchboard alone hands them out, so that no worker has to be asked.
///
/// The lowest free slot of the emptiest worker comes first; as the phase of a call is its slot's remainder by four, the phases fill evenly.
struct PlaceTable {
    private struct Worker {
        var free: [Int] = []
        var used = 0
        var calls = 0
    }
    private var workers: [Worker]
    private let capacity: Int

    /// Places of `workers` workers with `capacity` slots each.
    init(workers: Int, capacity: Int) {
        self.workers = Array(repeating: Worker(), count: max(1, workers))
        self.capacity = capacity
    }

    /// Calls that have a place.
    var count: Int { workers.reduce(0) { $0 + $1.calls } }

    /// A free place; nil when every one is taken.
    mutating func take() -> MediaPlace? {
        guard let index = workers.indices.min(by: { workers[$0].calls < workers[$1].calls }), workers[index].calls < capacity else {
            return nil
        }
        workers[index].calls += 1
        if let slot = workers[index].free.popLast() { return MediaPlace(worker: index, slot: slot) }
        workers[index].used += 1
        return MediaPlace(worker: index, slot: workers[index].used - 1)
    }

    /// A place is free again.
    mutating func giveBack(_ place: MediaPlace) {
        workers[place.worker].calls -= 1
        workers[place.worker].free.append(place.slot)
    }
}
