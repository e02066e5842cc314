/// Finds a known header by the bytes of its name: one hash, one comparison.
///
/// An open hash table of 256 slots for about 70 names; the names lie end to end in one array, in lower case.
struct SIPHeaderTable: Sendable {
    static let standard = SIPHeaderTable()

    private struct Slot {
        var header = KnownHeader.other
        var start: UInt16 = 0
        var count: UInt8 = 0
    }

    private var slots: [Slot]
    private var names: [UInt8]

    init() {
        slots = Array(repeating: Slot(), count: 256)
        names = []
        for header in KnownHeader.allCases where header != .other {
            insert(header.text, header)
            if let compact = header.compact { insert(compact, header) }
        }
    }

    private mutating func insert(_ name: String, _ header: KnownHeader) {
        let bytes = name.utf8.map(\.lowercased)
        var index = Int(Self.hash(bytes[...]))
        while slots[index].count > 0 { index = (index + 1) & 255 }
        slots[index] = Slot(header: header, start: UInt16(names.count), count: UInt8(bytes.count))
        names += bytes
    }

    private static func hash(_ name: ArraySlice<UInt8>) -> UInt8 {
        var value: UInt32 = 0
        for byte in name { value = value &* 31 &+ UInt32(byte.lowercased) }
        return UInt8(truncatingIfNeeded: value ^ value >> 8)
    }

    /// The header of this name in any case, long or compact.
    func header(named name: ArraySlice<UInt8>) -> KnownHeader {
        var index = Int(Self.hash(name))
        while slots[index].count > 0 {
            let slot = slots[index]
            if Int(slot.count) == name.count, matches(slot, name) { return slot.header }
            index = (index + 1) & 255
        }
        return .other
    }

    private func matches(_ slot: Slot, _ name: ArraySlice<UInt8>) -> Bool {
        var position = Int(slot.start)
        for byte in name {
            guard byte.lowercased == names[position] else { return false }
            position += 1
        }
        return true
    }
}
