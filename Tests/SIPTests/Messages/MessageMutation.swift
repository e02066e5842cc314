import SIP

/// Makes wrong messages of right ones: bytes flipped, parts cut out, doubled, moved or swapped between messages, numbers blown up.
struct MessageMutation {
    let seeds: [[UInt8]]
    private static let tokens = [
        "\r\n", "\r\n ", "\"", "<", ">", ",", ";", ":", "@", "%", "%00", "\\", "\0", "[", "]", "/", "=", "?", " ", "4294967296", "-1",
        "99999999999999999999", "SIP/2.0", "Content-Length: 5\r\n", "Via: SIP/2.0/UDP h\r\n", "\u{FFFD}", "sip:", "tel:+", "::",
        "m=audio 1 RTP/AVP 0\r\n",
        "a=rtpmap:0 PCMU/8000\r\n", "a=fmtp:101 0-255\r\n",
    ].map { Array($0.utf8) }

    init(seeds: [[UInt8]]) { self.seeds = seeds }

    /// The next wrong message; sometimes it is still right.
    mutating func next(using generator: inout SIPRandom) -> [UInt8] {
        guard var bytes = seeds.randomElement(using: &generator) else { return [] }
        for _ in 0..<Int.random(in: 1...6, using: &generator) { mutate(&bytes, &generator) }
        return bytes
    }

    private func mutate(_ bytes: inout [UInt8], _ generator: inout SIPRandom) {
        guard !bytes.isEmpty else { return }
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        let range = place..<min(bytes.count, place + Int.random(in: 1...40, using: &generator))
        switch Int.random(in: 0..<8, using: &generator) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
        case 1: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        case 2: bytes.removeSubrange(range)
        case 3: bytes.insert(contentsOf: Array(bytes[range]), at: Int.random(in: 0...bytes.count, using: &generator))
        case 4: bytes.removeSubrange(place...)
        case 5: bytes.insert(contentsOf: Self.tokens.randomElement(using: &generator) ?? [], at: place)
        case 6: bytes.replaceSubrange(range, with: Self.tokens.randomElement(using: &generator) ?? [])
        default:
            let other = seeds.randomElement(using: &generator) ?? []
            let from = Int.random(in: 0...other.count, using: &generator)
            bytes = Array(bytes[..<place]) + Array(other[from...])
        }
    }
}
