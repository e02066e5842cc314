import Foundation

/// Where the documentation is that tests generate and compare.
enum Documentation {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs").standardizedFileURL
}
