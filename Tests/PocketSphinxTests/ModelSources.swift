import Foundation
import TestPrograms

/// A folder with a repository, a list of sources and a place for models, removed at the end.
final class ModelSources {
    static let means = "the means\n"
    static let words = "a A\n"
    static let noSum = String(repeating: "0", count: 64)
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .path

    let path = FileManager.default.temporaryDirectory.appendingPathComponent("hotline-fetch-\(UUID().uuidString)").path
    var repository: String { "file://\(path)/repository" }

    /// What a program said and how it ended.
    struct Answer {
        var ending: Program.Ending
        var words: String
    }

    /// Makes a repository whose first commit has two files, and its last none of them.
    init() throws {
        try write(Self.means, to: "repository/old/means")
        try write(Self.words, to: "repository/words.dic")
        let git = "git -C repository -c user.name=test -c user.email=test@example.invalid"
        let steps = [
            "git init -q repository", "\(git) add .", "\(git) commit -qm first", "\(git) rm -q old/means words.dic",
            "\(git) commit -qm last",
        ]
        try script(steps.joined(separator: " && "))
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ text: String, to name: String) throws {
        let file = URL(fileURLWithPath: "\(path)/\(name)")
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    /// Writes the list: a head, and the two files of a source.
    func list(_ head: String, of source: String, wrongSum: Bool = false) throws {
        let words = wrongSum ? Self.noSum : try sum(of: Self.words)
        try write(
            """
            # a comment
            \(head)
            file \(source) \(try object(of: Self.means)) \(try sum(of: Self.means)) en-US/model/means
            file \(source) \(try object(of: Self.words)) \(words) zh-CN/words.dic

            """, to: "sources")
    }

    /// Runs the script.
    func fetch(_ arguments: String...) throws -> Answer {
        try script("\(Self.root)/Models/fetch --list sources --into models \(arguments.joined(separator: " "))")
    }

    /// What lies in the place for models, whatever it is, by its path there.
    var kept: [String: String] {
        let files = FileManager.default.enumerator(atPath: path + "/models")?.compactMap { $0 as? String } ?? []
        return Dictionary(
            uniqueKeysWithValues: files.compactMap { file in
                FileManager.default.contents(atPath: "\(path)/models/\(file)").map { (file, String(decoding: $0, as: UTF8.self)) }
            })
    }

    /// Packs a Python package with a file in it; false where there is no pip.
    func packWheel() throws -> Bool {
        guard try script("python3 -m pip --version").ending == .exit(0) else { return false }
        try write(Self.means, to: "wheel/vad/data/means")
        let about = "wheel/hotline_test_vad-1.0.dist-info"
        try write("Metadata-Version: 2.1\nName: hotline-test-vad\nVersion: 1.0\n", to: about + "/METADATA")
        try write("Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n", to: about + "/WHEEL")
        try write("", to: about + "/RECORD")
        try FileManager.default.createDirectory(atPath: path + "/wheels", withIntermediateDirectories: true)
        let file = "../wheels/hotline_test_vad-1.0-py3-none-any.whl"
        return try script("cd wheel && python3 -m zipfile -c \(file) vad hotline_test_vad-1.0.dist-info").ending == .exit(0)
    }

    func sum(of text: String) throws -> String { try digest(text, "sha256sum") }
    func object(of text: String) throws -> String { try digest(text, "git hash-object --stdin") }

    private func digest(_ text: String, _ program: String) throws -> String {
        try write(text, to: "digested")
        return String(try script("\(program) <digested").words.prefix { $0.isHexDigit })
    }

    /// Runs a line of the shell here; Python packages come from the test's own folder only.
    @discardableResult func script(_ line: String) throws -> Answer {
        let own = ["PIP_NO_INDEX": "1", "PIP_FIND_LINKS": path + "/wheels", "GIT_CONFIG_GLOBAL": "/dev/null"]
        let environment = ProcessInfo.processInfo.environment.merging(own) { $1 }
        let (ending, words) = try Program.run("/bin/sh", ["-c", line], in: path, environment: environment)
        return Answer(ending: ending, words: words)
    }
}
