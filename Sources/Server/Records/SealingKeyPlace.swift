import Foundation

/// Where the server's key for sealed values is: in a file that is made when it is first needed, or where the operator keeps it.
struct SealingKeyPlace: Sendable, CustomStringConvertible {
    private let place: Configuration.SecretPlace

    /// A place; nil: `sealing.key` in the folder of databases.
    init(_ place: Configuration.SecretPlace?, folder: String) {
        self.place = place ?? .file("\(folder)/sealing.key")
    }

    var description: String {
        switch place {
        case .environment(let name): "the variable \(name)"
        case .file(let path): path
        }
    }

    /// The key that is there.
    func key() throws(SealingFailure) -> SealingKey {
        let text: String
        do throws(ModelServiceFailure) {
            text = try place.read()
        } catch {
            throw .noKey(isMissing ? "\(self) is not there" : "\(error)")
        }
        guard let key = SealingKey(hexadecimal: text) else { throw .noKey("\(self) is not 64 hexadecimal digits") }
        return key
    }

    /// The key that is there, or a new one where there is no file.
    func keyMakingOne() throws(SealingFailure) -> SealingKey {
        if case .file(let path) = place, isMissing {
            do throws(SystemError) {
                try Self.write(SealingKey().hexadecimal + "\n", to: path)
            } catch {
                throw .noKey("\(error)")
            }
        }
        return try key()
    }

    private var isMissing: Bool {
        guard case .file(let path) = place else { return false }
        var status = stat()
        return lstat(path, &status) != 0 && errno == ENOENT
    }

    /// Writes a file for this user alone: whole or not at all, and never over one that another server has made meanwhile.
    private static func write(_ text: String, to path: String) throws(SystemError) {
        let draft = "\(path).\(getpid())"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw SystemError(doing: "make \(path)", code: errno) }
        defer { unlink(draft) }
        let octets = Array(text.utf8)
        let count = Glibc.write(descriptor, octets, octets.count)
        let isSafe = count == octets.count && fsync(descriptor) == 0
        let reason = errno
        close(descriptor)
        guard isSafe else { throw SystemError(doing: "write \(path)", code: reason) }
        guard link(draft, path) == 0 || errno == EEXIST else { throw SystemError(doing: "make \(path)", code: errno) }
    }
}
