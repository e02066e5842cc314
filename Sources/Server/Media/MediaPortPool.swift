import CRealTime
import Glibc
import Synchronization

/// The port pairs of the configured range, from which signalling takes one for each call without waiting.
///
/// Pairs are handed out in turn, so that one rests for as long as possible after its call: late packets of the old call do not reach a
/// new one. A port that another program holds is passed over.
public final class MediaPortPool: Sendable {
    private struct Pairs {
        var isTaken: [Bool]
        var next = 0
        var taken = 0
    }
    /// The even port of the first pair.
    private let first: UInt16
    private let ipv4: rt_address
    private let ipv6: rt_address
    private let pairs: Mutex<Pairs>

    /// Which of the two Internets a call's media are on.
    public enum Family: Sendable {
        /// IPv4.
        case ipv4
        /// IPv6.
        case ipv6
    }

    /// Makes a pool of the whole pairs in `range`, bound to numeric local addresses (`0.0.0.0` and `::` are all of them).
    ///
    /// Nil when an address is none or the range has no pair.
    public init?(ipv4: String = "0.0.0.0", ipv6: String = "::", range: ClosedRange<UInt16>) {
        var parsed = (rt_address(), rt_address())
        guard rt_address_parse(ipv4, 0, &parsed.0), rt_address_parse(ipv6, 0, &parsed.1) else { return nil }
        let first = Int(range.lowerBound) + Int(range.lowerBound) % 2
        let count = (Int(range.upperBound) - first + 1) / 2
        guard count > 0, first > 0 else { return nil }
        self.first = UInt16(first)
        self.ipv4 = parsed.0
        self.ipv6 = parsed.1
        pairs = Mutex(Pairs(isTaken: Array(repeating: false, count: count)))
    }

    /// Pairs in use now.
    public var takenCount: Int { pairs.withLock { $0.taken } }

    /// Pairs there are.
    public var capacity: Int { pairs.withLock { $0.isTaken.count } }

    /// A bound pair; nil when every one is in use or cannot be bound.
    public func take(_ family: Family = .ipv4) -> MediaPort? {
        for _ in 0..<capacity {
            guard let index = reserve() else { return nil }
            let number = first + UInt16(2 * index)
            if let port = try? MediaPort(number: number, address: family == .ipv4 ? ipv4 : ipv6, pool: self) { return port }
            giveBack(number)
        }
        return nil
    }

    private func reserve() -> Int? {
        pairs.withLock { pairs in
            guard pairs.taken < pairs.isTaken.count else { return nil }
            while pairs.isTaken[pairs.next] { pairs.next = (pairs.next + 1) % pairs.isTaken.count }
            let index = pairs.next
            pairs.isTaken[index] = true
            pairs.taken += 1
            pairs.next = (index + 1) % pairs.isTaken.count
            return index
        }
    }

    func giveBack(_ number: UInt16) {
        let index = Int(number - first) / 2
        pairs.withLock { pairs in
            guard pairs.isTaken.indices.contains(index), pairs.isTaken[index] else { return }
            pairs.isTaken[index] = false
            pairs.taken -= 1
        }
    }
}
