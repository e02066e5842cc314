import ArgumentParser
import Foundation

/// Where a command writes much: a file that appears when it is whole, or standard output.
final class OutputFile {
    private let path: String?
    private let handle: FileHandle
    private var waiting = Data()

    /// Writes to a file, or to standard output.
    init(_ path: String?) throws {
        self.path = path
        guard let path else {
            handle = .standardOutput
            return
        }
        let draft = path + ".part"
        guard FileManager.default.createFile(atPath: draft, contents: nil, attributes: [.posixPermissions: 0o640]),
            let file = FileHandle(forWritingAtPath: draft)
        else { throw CommandFailure("cannot write \(draft)") }
        handle = file
    }

    /// Adds text.
    func write(_ text: String) throws {
        waiting.append(contentsOf: text.utf8)
        if waiting.count > 1 << 16 { try flush() }
    }

    /// Everything has been added.
    func finish() throws {
        try flush()
        guard let path else { return }
        try handle.close()
        guard rename(path + ".part", path) == 0 else { throw CommandFailure("cannot name \(path): \(String(cString: strerror(errno)))") }
    }

    private func flush() throws {
        do {
            try handle.write(contentsOf: waiting)
        } catch {
            // Whoever read along has seen enough (head, less).
            guard path != nil else { throw ExitCode.success }
            throw CommandFailure("cannot write \(path ?? ""): \(error.localizedDescription)")
        }
        waiting.removeAll(keepingCapacity: true)
    }
}
