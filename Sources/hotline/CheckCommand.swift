import ArgumentParser
import Diagnostics
import Foundation
import IVR
import Server

/// `hotline check PATH...`: everything that is wrong with flows and what belongs to them, before a caller meets it.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Find the mistakes in flows, prompt catalogues, calendars, scripts of calls and configurations.",
        discussion: """
            Each path is a file or a folder of .yaml files. Every finding shows its place, the line with a caret, and the rule in \
            brackets, whose page is docs/rules/RULE.md. Prompts, calendars and the flows beside a flow are looked up; queues and \
            notification targets are those of the configuration (hotline.yaml when it is there); without one they are not checked. \
            The status is 0 when all files are valid, and 2 when one is not or cannot be read. For example:

              hotline check                          all of Flows/
              hotline check Flows/clinic.yaml        one flow
              hotline check Flows/clinic.calls       the scripts of its callers
            """)

    @Argument(help: "Files and folders.", completion: .file(extensions: ["yaml"]))
    var paths: [String] = ["Flows"]

    @Option(name: .shortAndLong, help: "The configuration, whose queues and notification targets flows may name.")
    var config: String?

    @Option(help: "The folder with a folder of prompts for each language.")
    var prompts = "Prompts"

    @Option(help: "The folder of calendars.")
    var calendars = "Calendars"

    @Option(help: "The folder of speech models, looked in after HOTLINE_MODELS.")
    var models = ModelFolder.standard

    @Flag(help: "Print how hard each question is to hear: its words, and how many ways there are to go on.")
    var speech = false

    @Flag(name: .shortAndLong, help: "Print only the findings.")
    var quiet = false

    func run() throws {
        let standard = FileManager.default.fileExists(atPath: "hotline.yaml") ? "hotline.yaml" : nil
        let surroundings = FlowSurroundings(prompts: prompts, calendars: calendars, configuration: config ?? standard, models: models)
        for remark in surroundings.remarks where !quiet { StandardError.show(remark) }
        var isValid = true
        var languages: Set<LanguageTag> = []
        for path in paths {
            let (files, complaint) = Self.files(path)
            if let complaint {
                StandardError.show("\(VisibleText.of(path)) \(complaint)")
                isValid = false
            }
            for file in files where !check(file, surroundings, &languages) { isValid = false }
        }
        for remark in MissingModels(languages, folder: models).remarks where !quiet { StandardError.show(remark) }
        if !isValid { throw ExitCode(2) }
    }

    /// Checks one file and says what is wrong with it; adds the languages in which it takes spoken answers.
    private func check(_ path: String, _ surroundings: FlowSurroundings, _ languages: inout Set<LanguageTag>) -> Bool {
        do throws(TextFile.Failure) {
            let file = CheckedFile(path: path, octets: try TextFile.octets(at: path), surroundings: surroundings)
            for finding in file.findings { print(finding) }
            languages.formUnion(file.listeningLanguages)
            if speech { file.difficulties.table.map { print($0) } }
            if file.isValid, !quiet { print("\(VisibleText.of(path)): \(VisibleText.of(file.summary))") }
            return file.isValid
        } catch {
            StandardError.show("\(VisibleText.of(path)) \(error)")
            return false
        }
    }

    /// The file, or the `.yaml` files of the folder; why there is none.
    private static func files(_ path: String) -> (files: [String], complaint: String?) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else { return ([path], nil) }
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
            return ([], "is a folder that cannot be read")
        }
        let files = FlowSurroundings.files(in: path, withSuffix: ".yaml")
        guard files.isEmpty else { return (files, nil) }
        if names.isEmpty { return ([], "is an empty folder") }
        let other = names.sorted().first { $0.hasSuffix(".yml") }.map { "; `\(VisibleText.of($0))` has to end in .yaml" } ?? ""
        return ([], "is a folder without .yaml files\(other)")
    }
}
