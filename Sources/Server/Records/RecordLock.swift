import Glibc

/// The right to be the only server that writes to a database; the kernel takes it back when the process ends, however it ends.
final class RecordLock {
    private let descriptor: Int32

    /// Takes it, or says who is in the way. The file beside the database stays empty.
    init(path: String) throws(RecordDatabaseError) {
        let lock = path + "-lock"
        descriptor = open(lock, O_RDWR | O_CREAT | O_CLOEXEC, 0o640)
        guard descriptor >= 0 else { throw RecordDatabaseError(path, .system("\(SystemError(doing: "make \(lock)", code: errno))")) }
        // Whoever throws once all is set is deinitialised: the descriptor is closed there, and must not be here.
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { throw RecordDatabaseError(path, .inUse) }
    }

    deinit {
        guard descriptor >= 0 else { return }
        // Not by closing alone: a program that is being started in this moment has the descriptor too until it runs.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }
}
