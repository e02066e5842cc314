import Glibc
import NIOCore
import NIOPosix

/// The local socket on which the command talks to the running server: lines of JSON, both ways.
///
/// It lives on the switchboard's loop: a request is answered in one go. Who may write to the socket may do everything that it can; that is
/// its owner and group.
struct ControlSocket: Sendable {
    /// Who may use it: owner and group.
    static let mode: mode_t = 0o660
    /// Further clients wait.
    static let backlog: Int32 = 16

    private let channel: any Channel
    private let path: String
    private let file: ino_t

    /// Listens at a path, where a socket may lie that a dead server left.
    static func start(
        at path: String, on loop: any EventLoop, answer: @escaping @Sendable (ControlRequest) -> ControlAnswer
    ) async throws -> ControlSocket {
        try clear(path)
        let channel = try await ServerBootstrap(group: loop)
            .serverChannelOption(.backlog, value: backlog)
            .serverChannelInitializer { channel in channel.eventLoop.makeCompletedFuture { try PatientListener.prepare(channel) } }
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(BackPressureHandler())
                    try channel.pipeline.syncOperations.addHandler(ControlHandler(answer: answer))
                }
            }
            .bind(unixDomainSocketPath: path).get()
        chmod(path, mode)
        var opened = stat()
        stat(path, &opened)
        return ControlSocket(channel: channel, path: path, file: opened.st_ino)
    }

    /// Stops listening, and removes the socket unless somebody else has put one there.
    func stop() async {
        try? await channel.close()
        var found = stat()
        if lstat(path, &found) == 0, found.st_ino == file { unlink(path) }
    }

    /// Removes what a dead server left, and nothing else.
    private static func clear(_ path: String) throws(ControlSocketError) {
        guard path.utf8.count < LocalAddress.room else { throw .tooLong(path, LocalAddress.room - 1) }
        if let slash = path.lastIndex(of: "/"), slash != path.startIndex { mkdir(String(path[..<slash]), 0o750) }
        var found = stat()
        guard lstat(path, &found) == 0 else { return }
        guard found.st_mode & S_IFMT == S_IFSOCK else { throw .foreign(path) }
        let probe = LocalAddress.connect(to: path)
        if case .success(let descriptor) = probe {
            close(descriptor)
            throw .taken(path)
        }
        guard case .failure(let reason) = probe, reason.code == ECONNREFUSED else { throw .foreign(path) }
        unlink(path)
    }
}

/// Why the server cannot listen for the command.
enum ControlSocketError: Error, Hashable, CustomStringConvertible {
    /// The path does not fit into an address.
    case tooLong(String, Int)
    /// Something else lies there.
    case foreign(String)
    /// Another server listens there.
    case taken(String)

    var description: String {
        switch self {
        case .tooLong(let path, let most): "`control: \(path)` is too long: the path of a socket has at most \(most) octets"
        case .foreign(let path): "`control: \(path)` is something else than a socket of this server's; remove it, or choose another path"
        case .taken(let path): "another server listens at `control: \(path)`; stop it, or choose another path"
        }
    }
}
