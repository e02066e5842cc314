/// Makes nonces and knows them again, without remembering any.
///
///     16 digits: when [ms]    8 digits: which    32 digits: half of HMAC-SHA256 over both
///
/// The key is new each time that the process starts: nonces of an earlier one are strange, and answered like old ones.
struct NonceMint: Sendable {
    /// A nonce of ours.
    struct Nonce: Hashable, Sendable {
        /// When it was made.
        var made: SIPInstant
        /// Tells those of one moment apart.
        var serial: UInt32
    }

    private let keyed: KeyedHash
    private var serial: UInt32 = 0

    init(key: [UInt8]) {
        keyed = KeyedHash(key: key)
    }

    /// A new nonce.
    mutating func make(at now: SIPInstant) -> String {
        serial &+= 1
        return text(of: Nonce(made: now, serial: serial))
    }

    /// The nonce a text stands for; nil when we did not make it.
    func read(_ text: String) -> Nonce? {
        let bytes = Array(text.utf8)
        guard bytes.count == 56, let made = SIPToken(text.prefix(16)), let serial = SIPToken("00000000" + text.dropFirst(16).prefix(8))
        else { return nil }
        let nonce = Nonce(
            made: SIPInstant(milliseconds: Int64(bitPattern: made.rawValue)), serial: UInt32(truncatingIfNeeded: serial.rawValue))
        return isSameInConstantTime(Array(self.text(of: nonce).utf8), bytes) ? nonce : nil
    }

    private func text(of nonce: Nonce) -> String {
        let content = UInt64(bitPattern: nonce.made.milliseconds).bigEndianBytes + nonce.serial.bigEndianBytes
        return (content + keyed.hash(content).prefix(16)).hexadecimal
    }
}
