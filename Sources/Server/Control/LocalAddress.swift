import Glibc

/// Addresses of sockets that are files.
enum LocalAddress {
    /// How long a path with its end may be [octets].
    static let room = MemoryLayout.size(ofValue: sockaddr_un().sun_path)

    /// Why nobody answers.
    struct Failure: Error {
        var code: Int32
    }

    /// Connects to the socket at a path; the descriptor is the caller's to close.
    static func connect(to path: String) -> Result<Int32, Failure> {
        guard path.utf8.count < room else { return .failure(Failure(code: ENAMETOOLONG)) }
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return .failure(Failure(code: errno)) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { Glibc.connect(descriptor, $0, size) }
        }
        guard result == 0 else {
            let code = errno
            close(descriptor)
            return .failure(Failure(code: code))
        }
        return .success(descriptor)
    }
}
