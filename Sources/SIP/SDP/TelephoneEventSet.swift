/// Which telephone events a side knows: the `a=fmtp` of `telephone-event` (RFC 4733, 2.4.1), such as `0-15,66,70`.
public struct TelephoneEventSet: Hashable, Sendable, CustomStringConvertible {
    /// One bit for each event from 0 to 255.
    private var words: [UInt64] = [0, 0, 0, 0]

    /// No event.
    public init() {}

    /// These events.
    public init(_ events: ClosedRange<UInt8>) {
        for event in events { insert(event) }
    }

    /// What a side knows that does not say: the sixteen keys (RFC 4733, 2.4.1).
    public static let keys = TelephoneEventSet(0...15)

    /// Reads a list of numbers and ranges; nil when it is malformed.
    public init?(_ text: String) {
        for part in text.split(at: ",", keepsEmpty: true) {
            let bounds = part.split(at: "-", keepsEmpty: true).map { UInt8($0.filter { $0 != " " }) }
            guard (1...2).contains(bounds.count), let first = bounds[0], let last = bounds[bounds.count - 1], first <= last else {
                return nil
            }
            for event in first...last { insert(event) }
        }
    }

    private mutating func insert(_ event: UInt8) {
        words[Int(event >> 6)] |= 1 << UInt64(event & 63)
    }

    /// Whether this event is known.
    public func contains(_ event: UInt8) -> Bool {
        words[Int(event >> 6)] >> UInt64(event & 63) & 1 == 1
    }

    /// What both sides know.
    public func intersection(_ other: TelephoneEventSet) -> TelephoneEventSet {
        var result = TelephoneEventSet()
        for index in 0..<4 { result.words[index] = words[index] & other.words[index] }
        return result
    }

    /// Whether no event is known.
    public var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

    /// The list with runs as ranges.
    public var description: String {
        var parts: [String] = []
        var event = 0
        while event < 256 {
            guard contains(UInt8(event)) else {
                event += 1
                continue
            }
            let first = event
            while event < 256, contains(UInt8(event)) { event += 1 }
            parts.append(event - first == 1 ? "\(first)" : "\(first)-\(event - 1)")
        }
        return parts.joined(separator: ",")
    }
}
