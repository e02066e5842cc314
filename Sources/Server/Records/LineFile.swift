import Glibc

/// A file of lines that are on disk when `append` returns, and that a rotation may move away at any time.
///
/// Lines go out in one `write` to a file opened for appending. If the process was killed in the middle of one, the next start closes the
/// torn line with a newline, so that it spoils no other.
struct LineFile: ~Copyable {
    private let path: String
    private var descriptor: Int32 = -1

    /// Names the file; `prepare` or the first line opens it.
    init(path: String) {
        self.path = path
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Opens the file, so that a place where none can be written is known before there is a line.
    mutating func prepare() throws(SystemError) {
        try openIfMoved()
    }

    /// Writes whole lines, each with its newline, and waits until the disk has them.
    mutating func append(_ lines: [UInt8]) throws(SystemError) {
        try openIfMoved()
        var written = 0
        while written < lines.count {
            let count = lines.withUnsafeBytes { write(descriptor, $0.baseAddress?.advanced(by: written), $0.count - written) }
            guard count >= 0 || errno == EINTR else { throw SystemError(doing: "write \(path)", code: errno) }
            written += max(0, count)
        }
        guard fsync(descriptor) == 0 else { throw SystemError(doing: "write \(path) through to the disk", code: errno) }
    }

    /// Opens the file at first, and again when the one at `path` is no longer the one that is open.
    private mutating func openIfMoved() throws(SystemError) {
        var atPath = stat()
        var opened = stat()
        if descriptor >= 0, stat(path, &atPath) == 0, fstat(descriptor, &opened) == 0,
            atPath.st_ino == opened.st_ino, atPath.st_dev == opened.st_dev
        {
            return
        }
        if descriptor >= 0 { close(descriptor) }
        descriptor = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0o640)
        guard descriptor >= 0 else { throw SystemError(doing: "open \(path)", code: errno) }
        syncFolder()
        closeTornLine()
    }

    /// A new file's name is on disk only when its folder is.
    private func syncFolder() {
        let folder = path.contains("/") ? String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]) : "."
        let handle = open(folder.isEmpty ? "/" : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard handle >= 0 else { return }
        fsync(handle)
        close(handle)
    }

    private func closeTornLine() {
        let end = lseek(descriptor, 0, SEEK_END)
        var last: UInt8 = 0
        guard end > 0, pread(descriptor, &last, 1, end - 1) == 1, last != UInt8(ascii: "\n") else { return }
        var newline = UInt8(ascii: "\n")
        _ = write(descriptor, &newline, 1)
    }
}
