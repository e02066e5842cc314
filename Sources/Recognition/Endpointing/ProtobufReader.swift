/// Goes through the fields of one protobuf message in place (the wire format of protocol buffers: varints, fixed numbers, octets).
///
/// Total on any octets: what does not fit in is an error with its offset.
struct ProtobufReader {
    /// One field: its number and what it holds.
    struct Field {
        var number: Int
        var value: Value
    }

    /// What a field holds.
    enum Value {
        case number(UInt64)
        case octets(Range<Int>)
        case fixed
    }

    private var position: Int
    private let end: Int

    /// Reads the message that lies in `range` of the octets that are given to ``next(_:)``.
    init(_ range: Range<Int>) {
        position = range.lowerBound
        end = range.upperBound
    }

    /// The next field; nothing at the end.
    mutating func next(_ octets: borrowing Span<UInt8>) throws(VoiceNetworkError) -> Field? {
        guard position < end else { return nil }
        let key = try varint(octets)
        guard let number = Int(exactly: key >> 3), number > 0 else { throw .malformed(offset: position) }
        switch key & 7 {
        case 0: return Field(number: number, value: .number(try varint(octets)))
        case 1: return Field(number: number, value: try skip(8))
        case 2: return Field(number: number, value: .octets(try piece(octets)))
        case 5: return Field(number: number, value: try skip(4))
        default: throw .malformed(offset: position)
        }
    }

    private mutating func skip(_ count: Int) throws(VoiceNetworkError) -> Value {
        guard end - position >= count else { throw .malformed(offset: position) }
        position += count
        return .fixed
    }

    private mutating func piece(_ octets: borrowing Span<UInt8>) throws(VoiceNetworkError) -> Range<Int> {
        let start = position
        guard let length = Int(exactly: try varint(octets)), length <= end - position else { throw .malformed(offset: start) }
        defer { position += length }
        return position..<position + length
    }

    /// Seven bits an octet, the lowest first; ten octets at most.
    private mutating func varint(_ octets: borrowing Span<UInt8>) throws(VoiceNetworkError) -> UInt64 {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 70, by: 7) {
            guard position < end, position < octets.count else { throw .malformed(offset: position) }
            let octet = octets[position]
            position += 1
            value |= UInt64(octet & 127) << shift
            if octet < 128 { return value }
        }
        throw .malformed(offset: position)
    }

    /// The numbers of a packed field.
    static func numbers(_ range: Range<Int>, _ octets: borrowing Span<UInt8>) throws(VoiceNetworkError) -> [UInt64] {
        var (reader, numbers) = (ProtobufReader(range), [UInt64]())
        while reader.position < reader.end {
            guard numbers.count < 16 else { throw .malformed(offset: reader.position) }
            numbers.append(try reader.varint(octets))
        }
        return numbers
    }
}
