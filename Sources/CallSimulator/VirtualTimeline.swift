import Audio

/// What will happen, in the order of time; of two things at one time the one that was planned first comes first.
struct VirtualTimeline<Happening: Sendable>: Sendable {
    private struct Entry: Sendable {
        var time: MediaTime
        var happening: Happening
    }

    /// The latest first, so that the next one is taken from the end.
    private var entries: [Entry] = []

    /// Whether nothing will happen.
    var isEmpty: Bool { entries.isEmpty }

    /// When the next thing happens.
    var next: MediaTime? { entries.last?.time }

    /// Plans something.
    mutating func plan(_ happening: Happening, at time: MediaTime) {
        let place = entries.firstIndex { $0.time <= time } ?? entries.endIndex
        entries.insert(Entry(time: time, happening: happening), at: place)
    }

    /// Takes the next thing if its time has come.
    mutating func take(at now: MediaTime) -> Happening? {
        guard let last = entries.last, last.time <= now else { return nil }
        entries.removeLast()
        return last.happening
    }

    /// Forgets what fulfils a condition.
    mutating func cancel(where isCancelled: (Happening) -> Bool) {
        entries.removeAll { isCancelled($0.happening) }
    }
}
