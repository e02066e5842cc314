import ArgumentParser
import Foundation
import IVR
import Server

/// `hotline prompts`: what there is to be heard.
struct PromptsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prompts", abstract: "List prompts: recorded, synthesised, missing, clipped, too quiet.",
        subcommands: [ListPrompts.self, BuildPrompts.self], defaultSubcommand: ListPrompts.self)

    struct Selection: ParsableArguments {
        @Option(name: .shortAndLong, help: "The configuration file, for the folders.")
        var config: String?

        @Option(name: .shortAndLong, help: "Only this language, such as en-US.")
        var language: String?

        func load(asksServer: Bool, _ progress: @escaping PromptCatalog.Progress) async throws -> PromptCatalog {
            let catalog = await PromptCatalog.load(
                try ConfigurationFile.load(config), languages: language.map { [LanguageTag($0)] }, asksServer: asksServer,
                progress: progress)
            for finding in catalog.findings {
                for shown in finding.diagnostics.rendered(in: finding.source) {
                    StandardError.show(shown)
                }
            }
            return catalog
        }
    }

    struct ListPrompts: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "list", abstract: "List every prompt and what is wrong with it.")
        @OptionGroup var selection: Selection

        @Flag(help: "List the words of numbers, dates and times, too.")
        var vocabulary = false

        func run() async throws {
            let catalog = try await selection.load(asksServer: false, PromptProgress.show)
            let entries = catalog.entries.filter { vocabulary || !$0.isVocabulary || $0.isMissing }
            for entry in entries { print(entry.line) }
            print(catalog.summary)
            if !catalog.isComplete { throw ExitCode(1) }
        }
    }

    struct BuildPrompts: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "build",
            abstract: "Speak everything that has no recording, once; waits for a speech server.")
        @OptionGroup var selection: Selection

        func run() async throws {
            let catalog = try await selection.load(asksServer: true, PromptProgress.show)
            for problem in catalog.problems { StandardError.show(problem) }
            print(catalog.summary)
            if !catalog.isComplete { throw ExitCode(1) }
        }
    }
}

extension PromptEntry {
    /// `en-US  welcome  recorded  2.4 s  too quiet: ...`
    fileprivate var line: String {
        let kind =
            switch origin {
            case .recorded: "recorded"
            case .packed(let pack): pack
            case .synthesised(let voice): voice
            case .generated: "generated"
            case .missing: "missing"
            }
        let seconds = isMissing ? "" : "\(duration / 1000).\(duration % 1000 / 100) s"
        let columns = ["\(clip.language)", clip.name, kind, seconds].map {
            $0.padding(toLength: max($0.count, 12), withPad: " ", startingAt: 0)
        }
        return (columns + [remarks.joined(separator: "; ")]).joined(separator: "  ").trimmingCharacters(in: .whitespaces)
    }
}

extension PromptCatalog {
    /// How many of which kind.
    fileprivate var summary: String {
        let prompts = entries.filter { !$0.isVocabulary }
        let remarked = prompts.count { !$0.remarks.isEmpty && !$0.isMissing }
        return "\(prompts.count) prompts, \(prompts.count { $0.isMissing }) missing, \(remarked) with remarks; "
            + "\(entries.count - prompts.count) words of numbers, dates and times, \(entries.count { $0.isVocabulary && $0.isMissing }) missing"
    }
}
