/// Slows down whoever guesses passwords.
///
/// A user whose phone stands registered from a prefix is at home there: failures of others, from elsewhere or beside it, do not keep it
/// out.
struct GuessGuard: Sendable {
    /// A user as seen from one place.
    private struct Visitor: Hashable, Sendable {
        var user: String
        var source: IPNetwork
    }

    private var users: FailureTable<String>
    private var sources: FailureTable<IPNetwork>
    private var visitors: FailureTable<Visitor>

    init(_ limits: GuessLimits, at now: SIPInstant) {
        users = FailureTable(free: limits.freeForUser, limits, at: now)
        sources = FailureTable(free: limits.freeForSource, limits, at: now)
        visitors = FailureTable(free: limits.freeForUser, limits, at: now)
    }

    /// How long this visitor has to wait yet; nil when it may try.
    func delay(_ user: String, from source: SIPHost, isAtHome: Bool, at now: SIPInstant) -> Duration? {
        guard let source = IPNetwork(prefixOf: source) else { return nil }
        let own = visitors.delay(Visitor(user: user, source: source), at: now)
        guard !isAtHome else { return own }
        return [own, users.delay(user, at: now), sources.delay(source, at: now)].compactMap(\.self).max()
    }

    /// Counts a failure; returns the delay that it leads to, if any.
    mutating func fail(_ user: String, from source: SIPHost, at now: SIPInstant) -> Duration? {
        guard let prefix = IPNetwork(prefixOf: source) else { return nil }
        users.fail(user, at: now)
        sources.fail(prefix, at: now)
        visitors.fail(Visitor(user: user, source: prefix), at: now)
        return delay(user, from: source, isAtHome: false, at: now)
    }

    /// A user has shown who it is: its own failures are forgotten. Those of the source stay, or one right password would buy
    /// any number of wrong ones.
    mutating func succeed(_ user: String, from source: SIPHost) {
        guard let source = IPNetwork(prefixOf: source) else { return }
        users.forgive(user)
        visitors.forgive(Visitor(user: user, source: source))
    }
}
