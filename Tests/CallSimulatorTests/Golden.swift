import Foundation
import Testing

/// A text that was approved by a person; `HOTLINE_REWRITE=1` writes it anew, and review reads the difference.
struct Golden {
    private let url: URL

    /// A file of Fixtures.
    init(_ path: String, from file: String = #filePath) {
        self.init(
            at: URL(fileURLWithPath: file).deletingLastPathComponent().appendingPathComponent("Fixtures").appendingPathComponent(path))
    }

    /// Any file.
    init(at url: URL) {
        self.url = url
    }

    /// Compares line by line.
    func expect(_ lines: [String], _ location: SourceLocation = #_sourceLocation) throws {
        let text = lines.map { $0 + "\n" }.joined()
        if ProcessInfo.processInfo.environment["HOTLINE_REWRITE"] == "1" {
            try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            return try Data(text.utf8).write(to: url)
        }
        let approved = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
        guard approved != text else { return }
        let old = approved.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let new = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let changes = new.difference(from: old).map { change in
            switch change {
            case .insert(_, let line, _): "+ \(line)"
            case .remove(_, let line, _): "- \(line)"
            }
        }
        Issue.record("\(url.lastPathComponent) differs:\n\(changes.joined(separator: "\n"))", sourceLocation: location)
    }
}
