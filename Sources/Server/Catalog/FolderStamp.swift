import Foundation
import Glibc

/// What a folder's files looked like at one moment, to see whether one has changed.
struct FolderStamp: Hashable, Sendable {
    private struct Mark: Hashable, Sendable {
        /// Modification time [ns].
        var modified: Int
        /// Size [octets].
        var size: Int
        /// A file moved over another may be as old and as long.
        var inode: UInt64

        init?(_ path: String) {
            var status = stat()
            guard stat(path, &status) == 0 else { return nil }
            modified = status.st_mtim.tv_sec &* 1_000_000_000 &+ status.st_mtim.tv_nsec
            size = Int(status.st_size)
            inode = UInt64(status.st_ino)
        }
    }

    private let files: [String: Mark]

    /// Looks at these files.
    init(_ paths: [String]) {
        files = Dictionary(paths.compactMap { path in Mark(path).map { (path, $0) } }) { first, _ in first }
    }

    /// Looks at everything in a folder and the folders in it.
    init(everythingIn folder: String) {
        let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        self.init(names.map { "\(folder)/\($0)" })
    }

    /// The files that are new or look different.
    func changed(since earlier: FolderStamp) -> Set<String> {
        Set(files.filter { earlier.files[$0.key] != $0.value }.keys)
    }
}
