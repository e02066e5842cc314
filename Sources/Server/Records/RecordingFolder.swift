import Glibc

/// The names in the folder of recordings, and what has to be done so that files are there after a power cut.
///
/// A recording that is being written is called `x.part.wav`; whoever finds one without its writer knows that the writer died.
struct RecordingFolder: Sendable {
    /// What a file is called while it is written.
    static let part = ".part"

    /// Where it is.
    var path: String

    /// `x.part.wav` for `x.wav`.
    static func partName(of name: String) -> String {
        guard let dot = name.lastIndex(of: ".") else { return name + part }
        return name[..<dot] + part + name[dot...]
    }

    /// `x` for `x.part.wav`; nil for other names.
    static func stem(ofPart name: String, ending: String) -> String? {
        let tail = "\(part).\(ending)"
        return name.hasSuffix(tail) ? String(name.dropLast(tail.count)) : nil
    }

    /// The whole path of a file.
    func file(_ name: String) -> String { "\(path)/\(name)" }

    /// Makes a file that nobody else has, locked so that nobody takes it for one without a writer.
    func create(_ name: String) throws(SystemError) -> Int32 {
        let descriptor = Glibc.open(file(name), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o640)
        guard descriptor >= 0 else { throw SystemError(doing: "make \(file(name))", code: errno) }
        _ = flock(descriptor, LOCK_EX | LOCK_NB)
        return descriptor
    }

    /// Gives a file its final name, and puts name and content on the disk.
    func keep(_ name: String, as final: String) throws(SystemError) {
        try synchronize(file(name), O_RDONLY)
        guard rename(file(name), file(final)) == 0 else { throw SystemError(doing: "rename \(file(name))", code: errno) }
        try synchronize(path, O_RDONLY | O_DIRECTORY)
    }

    /// Gives a file its final name, besides the one it has: whoever finds both knows that the file was not listed yet.
    ///
    /// It loses the first one at once where the file system has no links.
    func keep(_ name: String, asWellAs final: String) throws(SystemError) {
        guard link(file(name), file(final)) == 0 || errno == EEXIST else { return try keep(name, as: final) }
        try synchronize(file(final), O_RDONLY)
        try synchronize(path, O_RDONLY | O_DIRECTORY)
    }

    private func synchronize(_ path: String, _ flags: Int32) throws(SystemError) {
        let descriptor = Glibc.open(path, flags | O_CLOEXEC)
        guard descriptor >= 0 else { throw SystemError(doing: "open \(path)", code: errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 || errno == EINVAL || errno == EROFS else {
            throw SystemError(doing: "write \(path) through to the disk", code: errno)
        }
    }
}
