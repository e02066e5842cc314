import Foundation
import Testing

/// A page in docs/ that a test holds against the truth, or rewrites with `HOTLINE_REWRITE=1`.
struct Document {
    private let url: URL
    private let text: String

    init(named name: String, from file: String = #filePath) throws {
        var root = URL(fileURLWithPath: file)
        while root.lastPathComponent != "Tests" { root.deleteLastPathComponent() }
        url = root.deletingLastPathComponent().appendingPathComponent("docs").appendingPathComponent(name)
        text = try String(contentsOf: url, encoding: .utf8)
    }

    /// Whether the tests rewrite what they compare with.
    static var isRewriting: Bool { ProcessInfo.processInfo.environment["HOTLINE_REWRITE"] == "1" }

    /// Compares what stands between two marks with what should stand there.
    func expect(_ content: String, between mark: String) throws {
        let parts = text.components(separatedBy: mark)
        try #require(parts.count == 3)
        if Document.isRewriting {
            try Data([parts[0], "\n\(content)", parts[2]].joined(separator: mark).utf8).write(to: url)
        } else {
            #expect(parts[1] == "\n\(content)", "run with HOTLINE_REWRITE=1 and look at the difference")
        }
    }
}
