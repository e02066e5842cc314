/// Counts failures by a key, each with a delay that doubles, in a table that cannot grow past its bound.
///
/// When the table is full, keys without an entry share one.
struct FailureTable<Key: Hashable & Sendable>: Sendable {
    private struct Entry {
        var failures = 0
        var blockedUntil: SIPInstant
        var forgottenAt: SIPInstant
    }

    private let free: Int
    private let limits: GuessLimits
    private var entries: [Key: Entry] = [:]
    private var shared: Entry
    private var sweptAt: SIPInstant

    init(free: Int, _ limits: GuessLimits, at now: SIPInstant) {
        self.free = free
        self.limits = limits
        shared = Entry(blockedUntil: now, forgottenAt: now)
        sweptAt = now
    }

    /// Keys remembered.
    var count: Int { entries.count }

    /// How long a key has to wait yet; nil when it may try.
    func delay(_ key: Key, at now: SIPInstant) -> Duration? {
        let entry = entries[key] ?? (entries.count >= limits.entries ? shared : nil)
        guard let entry, entry.blockedUntil > now else { return nil }
        return .milliseconds(entry.blockedUntil.milliseconds &- now.milliseconds)
    }

    /// Counts a failure.
    mutating func fail(_ key: Key, at now: SIPInstant) {
        if entries[key] == nil, entries.count >= limits.entries { sweep(at: now) }
        guard entries[key] != nil || entries.count < limits.entries else { return fail(&shared, at: now) }
        fail(&entries[key, default: Entry(blockedUntil: now, forgottenAt: now)], at: now)
    }

    /// Forgets the failures of a key that has shown who it is.
    mutating func forgive(_ key: Key) {
        entries[key] = nil
    }

    private func fail(_ entry: inout Entry, at now: SIPInstant) {
        if entry.forgottenAt <= now { entry.failures = 0 }
        // More failures than this have the longest delay anyway.
        entry.failures = min(entry.failures + 1, free + 32)
        let delay = delay(afterFailures: entry.failures)
        entry.blockedUntil = now + delay
        entry.forgottenAt = now + max(delay, limits.memory)
    }

    private func delay(afterFailures failures: Int) -> Duration {
        guard failures > free else { return .zero }
        return min(limits.longestDelay, limits.firstDelay * (1 << min(failures - free - 1, 20)))
    }

    /// Drops what is forgotten, once a second at most.
    private mutating func sweep(at now: SIPInstant) {
        guard now.milliseconds &- sweptAt.milliseconds >= 1000 else { return }
        sweptAt = now
        entries = entries.filter { $0.value.forgottenAt > now }
    }
}
