import Foundation
import Testing

/// What the README tells a newcomer to do, done.
@Suite struct `The README` {
    private let page: String

    init() throws {
        page = try String(contentsOf: Repository.root.appendingPathComponent("README.md"), encoding: .utf8)
    }

    /// The blocks of a kind, in their order; the kind of plain blocks is empty.
    private func blocks(_ kind: String) -> [String] {
        var blocks: [String] = []
        var open: String?
        for line in page.components(separatedBy: "\n") {
            if line.hasPrefix("```") {
                if open == nil { blocks.append("") }
                open = open == nil ? String(line.dropFirst(3)) : nil
                if open != nil, open != kind { blocks.removeLast() }
            } else if open == kind {
                blocks[blocks.count - 1] += line + "\n"
            }
        }
        return blocks
    }

    /// The arguments of the commands that call the built program and mention a word.
    private func commands(about word: String) -> [[String]] {
        blocks("sh").flatMap { $0.components(separatedBy: "\n") }
            .filter { $0.hasPrefix(".build/release/hotline ") && $0.contains(word) }
            .map { line in
                line.components(separatedBy: "\"").enumerated().flatMap { index, part in
                    index.isMultiple(of: 2) ? part.split(separator: " ").map(String.init) : [part]
                }.dropFirst().map { $0 }
            }
    }

    /// A folder with the first flow and its prompts.
    private func clinic(_ change: (String) -> String = { $0 }) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        let written = blocks("yaml")
        try #require(written.count == 2)
        try folder.write(change(written[0]), to: "Flows/clinic.yaml")
        try folder.write("language: en-US\nprompts:\n" + written[1], to: "Prompts/en-US/prompts.yaml")
        return folder
    }

    @Test func `has a first flow that is valid and goes to its end`() async throws {
        let folder = try clinic()
        let told = commands(about: "clinic")
        #expect(told.map { $0.first } == ["check", "call"])
        for arguments in told {
            let (ending, output) = try await ChildProcess.run(Repository.hotline, arguments, in: folder.path)
            #expect(ending == .exit(0), "\(output)")
            if arguments.first == "call" { #expect(output.contains("* ended: flow hung-up (done)"), "\(output)") }
        }
    }

    @Test func `shows the finding that a slip really gives`() async throws {
        let folder = try clinic { $0.replacingOccurrences(of: "next: birthday }", with: "next: birthdy }") }
        let shown = try #require(blocks("").first { $0.contains("birthdy") })
        let (ending, output) = try await ChildProcess.run(Repository.hotline, ["check", "Flows/clinic.yaml"], in: folder.path)
        #expect(ending == .exit(2))
        #expect(output.contains(shown), "\(output)")
    }

    @Test func `shows lines of the call it tells to make`() async throws {
        let shown = try #require(blocks("").first { $0.contains("press-one-for-english") })
        let told = try #require(commands(about: "ride-booking").first)
        let (ending, output) = try await ChildProcess.run(Repository.hotline, told, in: Repository.root.path)
        #expect(ending == .exit(0))
        for part in shown.components(separatedBy: "...\n") { #expect(output.contains(part), "\(output)") }
    }
}
