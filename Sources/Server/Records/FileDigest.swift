import Crypto
import Glibc

/// The checksum of a file.
enum FileDigest {
    /// Size [octets] and SHA-256 in hexadecimal digits, read piece by piece.
    static func sha256(of path: String) throws(SystemError) -> (size: Int, digest: String) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw SystemError(doing: "open \(path)", code: errno) }
        defer { close(descriptor) }
        var hash = SHA256()
        var size = 0
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 17, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            let count = read(descriptor, buffer.baseAddress, buffer.count)
            guard count >= 0 || errno == EINTR else { throw SystemError(doing: "read \(path)", code: errno) }
            guard count != 0 else { break }
            guard count > 0 else { continue }
            hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            size += count
        }
        return (size, hash.finalize().hexadecimal)
    }
}
