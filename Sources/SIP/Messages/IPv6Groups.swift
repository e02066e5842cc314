/// The text form of IPv6 addresses: any of RFC 4291, 2.2 in, the one of RFC 5952 out.
struct IPv6Groups {
    let high: UInt64
    let low: UInt64

    init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Reads eight groups, with one `::` at most, the last two perhaps as an IPv4 address.
    init?(_ bytes: ArraySlice<UInt8>) {
        var before: [UInt16] = []
        var after: [UInt16] = []
        var gap = false
        var index = bytes.startIndex
        if bytes.starts(with: "::".utf8) {
            gap = true
            index += 2
        }
        while index < bytes.endIndex {
            let group = bytes[index...].prefix { $0 != UInt8(ascii: ":") }
            guard before.count + after.count < 8, let values = Self.values(group, isLast: group.endIndex == bytes.endIndex) else {
                return nil
            }
            if gap { after += values } else { before += values }
            index = group.endIndex
            guard index < bytes.endIndex else { break }
            index += 1
            guard index < bytes.endIndex else { return nil }
            if bytes[index] == UInt8(ascii: ":") {
                guard !gap else { return nil }
                gap = true
                index += 1
            }
        }
        let count = before.count + after.count
        guard gap ? count < 8 : count == 8 else { return nil }
        let all = before + Array(repeating: 0, count: 8 - count) + after
        high = all.prefix(4).reduce(0) { $0 << 16 | UInt64($1) }
        low = all.suffix(4).reduce(0) { $0 << 16 | UInt64($1) }
    }

    private static func values(_ group: ArraySlice<UInt8>, isLast: Bool) -> [UInt16]? {
        if isLast, group.contains(UInt8(ascii: ".")) {
            guard let address = SIPHost.ipv4(group) else { return nil }
            return [UInt16(truncatingIfNeeded: address >> 16), UInt16(truncatingIfNeeded: address)]
        }
        guard (1...4).contains(group.count) else { return nil }
        var value: UInt16 = 0
        for byte in group {
            guard let digit = byte.hexadecimalValue else { return nil }
            value = value << 4 | UInt16(digit)
        }
        return [value]
    }

    /// Lower case, no leading zeros, the longest run of two or more zero groups (the first of equals) as `::` (RFC 5952, 4).
    var text: String {
        let groups = [high, low].flatMap { half in [48, 32, 16, 0].map { UInt16(truncatingIfNeeded: half >> UInt64($0)) } }
        var longest = 0..<0
        var start = 0
        while start < 8 {
            var end = start
            while end < 8, groups[end] == 0 { end += 1 }
            if end - start > max(longest.count, 1) { longest = start..<end }
            start = max(end, start + 1)
        }
        func hexadecimal(_ part: ArraySlice<UInt16>) -> String { part.map { String($0, radix: 16) }.joined(separator: ":") }
        guard !longest.isEmpty else { return hexadecimal(groups[...]) }
        return hexadecimal(groups[..<longest.lowerBound]) + "::" + hexadecimal(groups[longest.upperBound...])
    }
}
