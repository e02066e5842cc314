/// Packets of one octet again and again, and how to know them again: what is passed on between two parties stays as it is.
struct PlainSound {
    private var sequence: UInt16 = 0

    /// Sends 20 ms of PCMU.
    mutating func speak(_ octet: UInt8, from socket: LoopbackSocket, to port: UInt16) {
        sequence &+= 1
        let stamp = UInt32(sequence) * 160
        let header =
            [0x80, 0, UInt8(sequence >> 8), UInt8(truncatingIfNeeded: sequence)]
            + (0..<4).map { UInt8(truncatingIfNeeded: stamp >> (24 - 8 * $0)) } + [1, 2, 3, 4]
        socket.send(header + Array(repeating: octet, count: 160), to: port)
    }

    /// Sends a key as a telephone event, at once and whole (RFC 4733): 100 ms, three times as nobody knows which packet arrives.
    mutating func press(_ key: Character, from socket: LoopbackSocket, to port: UInt16) {
        let code = UInt8(key == "*" ? 10 : key == "#" ? 11 : key.wholeNumberValue ?? 0)
        let stamp = (UInt32(sequence) + 1) * 160
        for repetition in 0..<3 {
            sequence &+= 1
            let header =
                [0x80, repetition == 0 ? 0xe5 : 0x65, UInt8(sequence >> 8), UInt8(truncatingIfNeeded: sequence)]
                + (0..<4).map { UInt8(truncatingIfNeeded: stamp >> (24 - 8 * $0)) } + [1, 2, 3, 4]
            socket.send(header + [code, 0x8a, 3, 32], to: port)
        }
    }

    /// Whether a packet that has come is mostly of this octet; all that have come are forgotten.
    static func isHeard(_ octet: UInt8, at socket: LoopbackSocket) -> Bool {
        var isHeard = false
        while let packet = socket.receive(), !packet.isEmpty {
            isHeard = isHeard || packet.dropFirst(12).count(where: { $0 == octet }) > 150
        }
        return isHeard
    }
}
