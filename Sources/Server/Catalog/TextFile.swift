import Diagnostics
import Foundation

/// Reads the files that people write: ordinary ones, of a size that a person writes.
///
/// Anything may lie in a folder of flows or stand on a command line: a pipe would be waited for, a device read without end.
public enum TextFile {
    /// Why a file cannot be read, in words that follow its name.
    public struct Failure: Error, Hashable, CustomStringConvertible {
        /// `is a folder`, `is a link to gone.yaml, which is not there`.
        public var description: String
    }

    /// The octets of a file; more than so many are refused.
    public static func octets(at path: String, limit: Int = SourceTree.Limits().size) throws(Failure) -> [UInt8] {
        // Without waiting: opening a pipe would last until somebody writes.
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw Failure(description: reason(errno, path)) }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw Failure(description: reason(errno, path)) }
        if let kind = kind(status.st_mode) { throw Failure(description: "is \(kind), not a file of text") }
        guard status.st_size <= limit else {
            throw Failure(description: "has \(status.st_size) octets, and a file that a person writes at most \(limit)")
        }
        do {
            // A file may grow while it is read; one octet more lets the reader see that it is too large.
            return [UInt8](try file.read(upToCount: limit + 1) ?? Data())
        } catch {
            throw Failure(description: "cannot be read")
        }
    }

    /// The text of a file; what is not UTF-8 is refused with its place by the readers of octets, and replaced here.
    public static func text(at path: String) throws(Failure) -> String {
        String(decoding: try octets(at: path), as: UTF8.self)
    }

    /// What it is when it is no file.
    private static func kind(_ mode: mode_t) -> String? {
        switch mode & S_IFMT {
        case S_IFREG: nil
        case S_IFDIR: "a folder"
        case S_IFIFO: "a pipe"
        case S_IFSOCK: "a socket"
        default: "a device"
        }
    }

    private static func reason(_ error: CInt, _ path: String) -> String {
        switch error {
        case ENOENT:
            guard let target = try? FileManager.default.destinationOfSymbolicLink(atPath: path) else { return "is not there" }
            return "is a link to \(VisibleText.of(target, limit: 100)), which is not there"
        case ELOOP: return "is a link that leads to itself"
        case EACCES, EPERM: return "may not be read by this user"
        case ENXIO: return "is a socket, not a file of text"
        default: return "cannot be read: \(String(cString: strerror(error)))"
        }
    }
}
