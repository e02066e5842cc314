/// What a digest is made with (RFC 7616, 3.2; RFC 8760, 2.1). The `-sess` variants are not known.
public enum DigestAlgorithm: String, Hashable, Sendable, CaseIterable {
    /// SHA-256, to be preferred.
    case sha256 = "SHA-256"
    /// SHA-512 cut to 256 bits.
    case sha512over256 = "SHA-512-256"
    /// For old phones.
    case md5 = "MD5"

    /// The algorithm of a parameter; without one it is MD5 (RFC 7616, 3.3).
    init?(parameter: String?) {
        guard let parameter else {
            self = .md5
            return
        }
        guard let algorithm = Self.allCases.first(where: { $0.rawValue.isSameIgnoringCase(parameter) }) else { return nil }
        self = algorithm
    }

    /// The hash of some bytes.
    func hash(_ bytes: [UInt8]) -> [UInt8] {
        switch self {
        case .sha256: SHA2.sha256.hash(bytes)
        case .sha512over256: SHA2.sha512over256.hash(bytes)
        case .md5: MD5.hash(bytes)
        }
    }

    /// The hash of a text's UTF-8 in lower-case hexadecimal digits.
    func hexadecimal(_ text: String) -> String {
        hash(Array(text.utf8)).hexadecimal
    }

    /// How many hexadecimal digits a hash has.
    var digits: Int { self == .md5 ? 32 : 64 }
}

extension [UInt8] {
    /// Two lower-case digits a byte.
    var hexadecimal: String {
        var digits: [UInt8] = []
        digits.reserveCapacity(count * 2)
        for byte in self {
            for half in [byte >> 4, byte & 15] { digits.append(half < 10 ? half + 48 : half + 87) }
        }
        return String(decoding: digits, as: UTF8.self)
    }
}

/// A hash that only who has the key can make (HMAC, RFC 2104, with SHA-256).
struct KeyedHash: Sendable {
    private let inner: [UInt8]
    private let outer: [UInt8]

    init(key: [UInt8]) {
        let short = key.count > 64 ? SHA2.sha256.hash(key) : key
        let block = short + [UInt8](repeating: 0, count: 64 - short.count)
        inner = block.map { $0 ^ 0x36 }
        outer = block.map { $0 ^ 0x5C }
    }

    func hash(_ message: [UInt8]) -> [UInt8] {
        SHA2.sha256.hash(outer + SHA2.sha256.hash(inner + message))
    }
}

/// Whether two texts are the same, in a time that tells nothing of where they differ; their lengths are no secret.
func isSameInConstantTime(_ left: some Collection<UInt8>, _ right: some Collection<UInt8>) -> Bool {
    guard left.count == right.count else { return false }
    return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
}
