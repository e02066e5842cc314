/// A token bucket for each source prefix (IPv4 /24, IPv6 /64), in a table that cannot grow past its bound.
///
/// When the table is full, sources without a bucket share one: a flood from many addresses limits itself, and those
/// already known keep theirs.
struct SourceLimiter: Sendable {
    private struct Bucket {
        var tokens: Double
        var filledAt: SIPInstant
    }

    /// Tokens gained [1/s].
    let rate: Double
    /// Tokens of a full bucket.
    let burst: Double
    private let capacity: Int
    private var buckets: [IPNetwork: Bucket] = [:]
    private var shared: Bucket
    private var sweptAt: SIPInstant

    init(rate: Double, burst: Double, capacity: Int, at now: SIPInstant) {
        self.rate = rate
        self.burst = burst
        self.capacity = capacity
        shared = Bucket(tokens: burst, filledAt: now)
        sweptAt = now
    }

    /// Number of sources remembered.
    var count: Int { buckets.count }

    /// Takes a token of the source; false when it has none left.
    mutating func admit(_ address: SIPHost, at now: SIPInstant) -> Bool {
        guard let source = IPNetwork(prefixOf: address) else { return false }
        if buckets[source] == nil {
            if buckets.count >= capacity { sweep(at: now) }
            guard buckets.count < capacity else { return take(from: &shared, at: now) }
        }
        return take(from: &buckets[source, default: Bucket(tokens: burst, filledAt: now)], at: now)
    }

    private func take(from bucket: inout Bucket, at now: SIPInstant) -> Bool {
        bucket.tokens = tokens(of: bucket, at: now)
        bucket.filledAt = now
        guard bucket.tokens >= 1 else { return false }
        bucket.tokens -= 1
        return true
    }

    private func tokens(of bucket: Bucket, at now: SIPInstant) -> Double {
        let elapsed = Double(max(0, now.milliseconds &- bucket.filledAt.milliseconds)) / 1000
        return min(burst, bucket.tokens + elapsed * rate)
    }

    /// Forgets the sources whose buckets are full again, once a second at most.
    private mutating func sweep(at now: SIPInstant) {
        guard now.milliseconds &- sweptAt.milliseconds >= 1000 else { return }
        sweptAt = now
        buckets = buckets.filter { tokens(of: $0.value, at: now) < burst }
    }
}
