/// What the payload numbers of a dialog stand for; a number never gets a second meaning (RFC 3264, 8.3.2).
struct PayloadNumbers: Hashable, Sendable {
    /// A meaning: encoding in lower case, rate and channels.
    private struct Meaning: Hashable, Sendable {
        var encoding: String
        var clockRate: Int
        var channels: Int

        init(_ format: PayloadFormat) {
            encoding = format.encoding.lowercased()
            clockRate = format.clockRate
            channels = format.channels
        }
    }

    private var meanings: [UInt8: Meaning] = [:]
    /// The number that we use for a meaning, which is the one it was given first.
    private var chosen: [Meaning: UInt8] = [:]

    /// Notes what the numbers of a description stand for.
    mutating func note(_ formats: [PayloadFormat]) {
        for format in formats {
            let meaning = Meaning(format)
            if meanings[format.payloadType] == nil { meanings[format.payloadType] = meaning }
            if chosen[meaning] == nil { chosen[meaning] = format.payloadType }
        }
    }

    /// The format under the number it has in this dialog, or under its own, or under a free one of the dynamic range.
    mutating func number(_ format: PayloadFormat) -> PayloadFormat {
        var format = format
        let meaning = Meaning(format)
        if let known = chosen[meaning] {
            format.payloadType = known
        } else if meanings[format.payloadType] != nil, let free = (96...127).first(where: { meanings[$0] == nil }) {
            format.payloadType = free
        }
        note([format])
        return format
    }
}
