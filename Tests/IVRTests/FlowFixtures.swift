import Diagnostics
import Foundation
import IVR

/// The flows of `Fixtures/<rule>/`: `ok*.yaml` are valid, `err*.yaml` are not, and `.out` beside an `err` says what is found.
///
/// With `HOTLINE_REWRITE=1` the `.out` files are written anew; review reads the difference.
struct FlowFixture: Sendable, CustomStringConvertible {
    /// The rule's name, which is its folder's.
    var rule: String
    /// The file's name without its extension.
    var name: String
    var url: URL

    var description: String { "\(rule)/\(name)" }
    var isOK: Bool { name.hasPrefix("ok") }
    var goldenURL: URL { url.deletingPathExtension().appendingPathExtension("out") }

    func octets() throws -> [UInt8] { Array(try Data(contentsOf: url)) }

    /// The findings as the command prints them.
    func output() throws -> (text: String, result: FlowChecker.Result) {
        let result = FlowChecker.check(octets: try octets(), path: "\(name).yaml", context: FlowFixtures.context)
        let text = result.diagnostics.map { $0.rendered(in: result.source) + "\n" }.joined()
        return (text, result)
    }
}

enum FlowFixtures {
    static let isRewriting = ProcessInfo.processInfo.environment["HOTLINE_REWRITE"] == "1"
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")

    static let all: [FlowFixture] = {
        let files = FileManager.default
        let rules = (try? files.contentsOfDirectory(atPath: folder.path)) ?? []
        return rules.sorted().flatMap { rule in
            let folder = folder.appending(path: rule)
            let names = (try? files.contentsOfDirectory(atPath: folder.path)) ?? []
            return names.filter { $0.hasSuffix(".yaml") && ($0.hasPrefix("ok") || $0.hasPrefix("err")) }.sorted().map {
                FlowFixture(rule: rule, name: String($0.dropLast(5)), url: folder.appending(path: $0))
            }
        }
    }()

    /// What the fixtures find around them.
    static let context: FlowCatalogContext = {
        let english: Set<PromptName> = [
            "welcome", "main-menu", "main-menu-short", "sorry", "ask-phone", "ask-card", "your-number-is", "thank-you", "hold",
            "leave-a-message", "goodbye", "please-wait", "is-that-right", "closed-now", "english-only", "choose-language",
        ]
        var context = FlowCatalogContext()
        context.prompts = ["en-US": english, "zh-CN": english.subtracting(["english-only"])]
        context.queues = ["dispatch", "supervision"]
        context.calendars = ["office"]
        context.grammars = ["cities.gram", "towns.txt", "towns.csv"]
        context.notifications = ["duty-officer"]
        context.flows = Dictionary(
            uniqueKeysWithValues: ["verify", "survey"].compactMap { name in
                let path = folder.appending(path: "flows/\(name).yaml").path
                let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
                return FlowParser.parse(text: text, path: path).flow.map { (FlowName(name), FlowInterface(of: $0)) }
            })
        return context
    }()
}
