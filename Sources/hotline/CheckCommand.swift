import ArgumentParser
import Foundation

/// `hotline check PATH...`: everything that is wrong with flows and what belongs to them, before a caller meets it.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Find the mistakes in flows, prompt catalogues, calendars and configurations.",
        discussion: """
            Each path is a file or a folder of .yaml files. Every finding shows its place, the line with a caret, and the rule in \
            brackets, whose page is docs/rules/RULE.md. Prompts, calendars and the flows beside a flow are looked up; queues and \
            notification targets are those of the configuration (hotline.yaml when it is there); without one they are not checked. \
            The status is 0 when all files are valid and 2 when one is not.
            """)

    @Argument(help: "Files and folders.", completion: .file(extensions: ["yaml"]))
    var paths: [String] = ["Flows"]

    @Option(name: .shortAndLong, help: "The configuration, whose queues and notification targets flows may name.")
    var config: String?

    @Option(help: "The folder with a folder of prompts for each language.")
    var prompts = "Prompts"

    @Option(help: "The folder of calendars.")
    var calendars = "Calendars"

    @Flag(name: .shortAndLong, help: "Print only the findings.")
    var quiet = false

    func run() throws {
        let standard = FileManager.default.fileExists(atPath: "hotline.yaml") ? "hotline.yaml" : nil
        let surroundings = FlowSurroundings(prompts: prompts, calendars: calendars, configuration: config ?? standard)
        for remark in surroundings.remarks where !quiet { Self.complain(remark) }
        var isValid = true
        for path in try paths.flatMap(Self.files) {
            guard let octets = FileManager.default.contents(atPath: path) else {
                Self.complain("\(path): cannot be read")
                isValid = false
                continue
            }
            let file = CheckedFile(path: path, octets: Array(octets), surroundings: surroundings)
            for finding in file.findings { print(finding) }
            if !file.isValid { isValid = false } else if !quiet { print("\(path): \(file.summary)") }
        }
        if !isValid { throw ExitCode(2) }
    }

    /// The file, or the `.yaml` files of the folder.
    private static func files(_ path: String) throws -> [String] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw ValidationError("there is no \(path)")
        }
        guard isFolder.boolValue else { return [path] }
        let files = FlowSurroundings.files(in: path, withSuffix: ".yaml")
        guard !files.isEmpty else { throw ValidationError("there are no .yaml files in \(path)") }
        return files
    }

    private static func complain(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }
}
