import Crypto
import Foundation

/// Encrypts what nobody may read in the database, with one key for the server.
///
///     box:  0x01 | nonce, 12 octets | ciphertext | tag, 16 octets       AES-256-GCM (NIST SP 800-38D)
///
/// Whose box it is, is authenticated with it: a box opens for nobody else.
struct SealingKey: Sendable {
    private static let version: UInt8 = 1
    private static let octetCount = 32

    private let key: SymmetricKey

    /// A new one.
    init() {
        key = SymmetricKey(size: .bits256)
    }

    /// One that is written down as 64 hexadecimal digits; nil when the text is something else.
    init?(hexadecimal text: String) {
        let digits = text.utf8.compactMap { Character(UnicodeScalar($0)).hexDigitValue.map { UInt8($0) } }
        guard digits.count == text.utf8.count, digits.count == 2 * Self.octetCount else { return nil }
        key = SymmetricKey(data: (0..<Self.octetCount).map { digits[2 * $0] << 4 | digits[2 * $0 + 1] })
    }

    /// As it is written down.
    var hexadecimal: String {
        key.withUnsafeBytes { $0.hexadecimal }
    }

    /// Puts something into a box of somebody's.
    func seal(_ content: Data, for owner: String) throws(SealingFailure) -> Data {
        guard let box = try? AES.GCM.seal(content, using: key, authenticating: Data(owner.utf8)).combined else { throw .notSealed }
        return Data([Self.version]) + box
    }

    /// What is in somebody's box.
    func open(_ box: Data, of owner: String) throws(SealingFailure) -> Data {
        guard box.first == Self.version, let sealed = try? AES.GCM.SealedBox(combined: box.dropFirst()),
            let content = try? AES.GCM.open(sealed, using: key, authenticating: Data(owner.utf8))
        else { throw .notOpened }
        return content
    }
}

/// Why something cannot be sealed, or opened again; the words hold nothing of it.
enum SealingFailure: Error, Hashable, CustomStringConvertible {
    /// There is no key that could be used.
    case noKey(String)
    /// It cannot be encrypted.
    case notSealed
    /// The key is another one, or the box is damaged or somebody else's.
    case notOpened

    var description: String {
        switch self {
        case .noKey(let reason): reason
        case .notSealed: "it cannot be encrypted"
        case .notOpened: "the key is another one than they were sealed with, or the database is damaged"
        }
    }
}
