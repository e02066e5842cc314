import Glibc

/// The file beside a database where SQLite's transactions arrive first.
///
/// A transaction is with the kernel when it is committed, and survives this process; on the disk it is when this file is. SQLite could wait
/// for that itself (`synchronous = FULL`), but then whatever only has to survive the process would wait, too.
struct WriteAheadLog: Sendable {
    private let path: String

    /// That of the database at `path`.
    init(of path: String) {
        self.path = path + "-wal"
    }

    /// Returns when everything committed so far is on the disk.
    func sync() throws(SystemError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw SystemError(doing: "open \(path)", code: errno) }
        // SQLite's locks are not on this file, so closing it takes none away.
        defer { close(descriptor) }
        guard fdatasync(descriptor) == 0 else { throw SystemError(doing: "write \(path) through to the disk", code: errno) }
    }
}
