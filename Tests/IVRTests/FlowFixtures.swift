import Diagnostics
import Foundation
import IVR

/// The flows of `Fixtures/<rule>/`: `ok*.yaml` are valid, `warn*.yaml` too, but probably not meant so, `err*.yaml` are not; `.out` beside
/// the last two says what is found.
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
    /// Whether the flow works in spite of what is said about it.
    var isWarning: Bool { name.hasPrefix("warn") }
    var goldenURL: URL { url.deletingPathExtension().appendingPathExtension("out") }

    func octets() throws -> [UInt8] { Array(try Data(contentsOf: url)) }

    /// The findings as the command prints them.
    func output() throws -> (text: String, result: FlowChecker.Result) {
        let result = FlowChecker.check(octets: try octets(), path: "\(name).yaml", context: FlowFixtures.context)
        let text = result.rendered.map { $0 + "\n" }.joined()
        return (text, result)
    }
}

enum FlowFixtures {
    static let isRewriting = ProcessInfo.processInfo.environment["HOTLINE_REWRITE"] == "1"
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")

    static let all: [FlowFixture] = {
        let files = FileManager.default
        let rules = (try? files.contentsOfDirectory(atPath: folder.path)) ?? []
        return rules.filter { $0 != "speech" }.sorted().flatMap { rule in
            let folder = folder.appending(path: rule)
            let names = (try? files.contentsOfDirectory(atPath: folder.path)) ?? []
            return names.filter { name in name.hasSuffix(".yaml") && ["ok", "err", "warn"].contains { name.hasPrefix($0) } }.sorted().map {
                FlowFixture(rule: rule, name: String($0.dropLast(5)), url: folder.appending(path: $0))
            }
        }
    }()

    /// The files beside the fixtures.
    private static let files: [String: [UInt8]] = {
        let speech = folder.appending(path: "speech")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: speech.path)) ?? []
        return Dictionary(
            uniqueKeysWithValues: names.filter { !$0.hasSuffix(".dic") }.compactMap { name in
                (try? Data(contentsOf: speech.appending(path: name))).map { (name, Array($0)) }
            })
    }()

    /// A model's dictionary, as far as the fixtures need it.
    private static func dictionary(_ language: String) -> [UInt8] {
        (try? Data(contentsOf: folder.appending(path: "speech/\(language).dic"))).map { Array($0) } ?? []
    }

    /// What the fixtures find around them.
    static let context: FlowCatalogContext = {
        let english: Set<PromptName> = [
            "welcome", "main-menu", "main-menu-short", "sorry", "ask-phone", "ask-card", "your-number-is", "thank-you", "hold",
            "leave-a-message", "goodbye", "please-wait", "is-that-right", "closed-now", "english-only", "choose-language", "invitation",
            "ask-town", "shanghai", "wuxi", "peking",
        ]
        var context = FlowCatalogContext()
        context.prompts = ["en-US": english, "zh-CN": english.subtracting(["english-only"])]
        context.queues = ["dispatch", "supervision"]
        context.promptLengths = ["en-US": ["invitation": .milliseconds(8500), "welcome": .seconds(3)], "zh-CN": ["welcome": .seconds(2)]]
        context.connectTimes = ["dispatch": .seconds(10)]
        context.calendars = ["office"]
        context.files = files
        context.dictionaries = [.english: dictionary("en-US"), .mandarin: dictionary("zh-CN")]
        context.promptTexts = [
            "en-US": [
                "choose-language": "For Chinese, say chinese, or press two. To hear this in English, stay on the line.",
                "ask-town": "Say the name of a town, for example say \"Shanghai\" or \"Springfield\".",
            ],
            "zh-CN": ["invitation": "请说“打车”或“叫车”，或按一。", "choose-language": "普通话服务请说“中文”，或按二。"],
        ]
        context.notifications = ["duty-officer"]
        context.isTranscribed = false
        let phones = """
            AA AE AH AO AW AY B CH D DH EH ER EY F G HH IH IY JH K L M N NG OW OY P R S SH T TH UH UW V W Y Z ZH
            """
        context.phones = [.english: Set(phones.split(separator: " ").map(String.init))]
        context.flows = Dictionary(
            uniqueKeysWithValues: ["verify", "survey"].compactMap { name in
                let path = folder.appending(path: "flows/\(name).yaml").path
                let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
                return FlowParser.parse(text: text, path: path).flow.map { (FlowName(name), FlowInterface(of: $0)) }
            })
        return context
    }()
}
