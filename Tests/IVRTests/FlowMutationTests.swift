import Diagnostics
import Foundation
import Testing

@testable import IVR

/// A flow that slips are made in.
struct SlipSubject: Sendable, CustomTestStringConvertible {
    var name: String
    var text: String
    var context: FlowCatalogContext
    var testDescription: String { name }

    /// The flows that come with the project, and those of the fixtures that use all of the language.
    static let all: [SlipSubject] = {
        let fixtures = FlowFixtures.all.filter { $0.rule == "language" }.compactMap { fixture in
            (try? fixture.octets()).map {
                SlipSubject(name: fixture.name, text: String(decoding: $0, as: UTF8.self), context: FlowFixtures.context)
            }
        }
        let folder = Documentation.folder.appending(path: "../Flows").standardizedFileURL
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        let flows = names.sorted().filter { $0.hasSuffix(".yaml") }.compactMap { name in
            (try? String(contentsOf: folder.appending(path: name), encoding: .utf8)).map {
                SlipSubject(name: name, text: $0, context: FlowCatalogContext())
            }
        }
        return fixtures + flows
    }()
}

@Suite struct `One slip in a flow` {
    /// Words that say the same in two ways: lengths of time and numbers.
    private static func hasSynonyms(_ word: String) -> Bool { Milliseconds(text: word) != nil || Double(word) != nil }

    @Test(arguments: SlipSubject.all) func `400 slips are survived, and none is valid with a word dropped`(_ subject: SlipSubject) throws {
        guard case .success(let tree) = SourceTree.parse(subject.text, path: "flow.yaml") else {
            Issue.record("the flow is not YAML")
            return
        }
        let original = FlowChecker.check(text: subject.text, path: "flow.yaml", context: subject.context)
        let flow = try #require(original.flow, "\(original.diagnostics)")
        let words = Set(tree.words)
        var generator = SeededGenerator(seed: 2026)
        var refused = 0
        for number in 0..<400 {
            let edit = OneEdit.allCases[number % OneEdit.allCases.count]
            let edited = edit.applied(to: subject.text, using: &generator)
            let result = FlowChecker.check(text: edited, path: "flow.yaml", context: subject.context)
            for shown in result.diagnostics.rendered(in: result.source) { #expect(Self.isFitForTerminals(shown)) }
            // One slip is not told as if it were many; a name that is used everywhere is missed everywhere, in the same words.
            let told = Set(result.diagnostics.map(\.message))
            #expect(told.count <= 12, "\(edit): \(told.count) findings\n\(result.diagnostics)")
            guard let slipped = result.flow, case .success(let after) = SourceTree.parse(edited, path: "flow.yaml") else {
                #expect(result.diagnostics.hasErrors)
                refused += 1
                continue
            }
            let new = Set(after.words).subtracting(words).filter { !Self.hasSynonyms($0) }
            if !new.isEmpty { #expect(WrittenDown(slipped) != WrittenDown(flow), "\(new) changed nothing in\n\(edited)") }
        }
        #expect(refused > 50)
    }

    /// No control characters, and no line that fills a screen.
    private static func isFitForTerminals(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { $0 == "\n" || $0 == "\t" || $0.properties.generalCategory != .control }
            && text.split(separator: "\n").allSatisfy { $0.count < 1000 } && !text.isEmpty
    }

    @Test func `every word of the language means something`() throws {
        let fixture = try #require(FlowFixtures.all.first { $0.name == "ok-everything" })
        let text = String(decoding: try fixture.octets(), as: UTF8.self)
        let flow = try #require(FlowChecker.check(text: text, path: "flow.yaml", context: FlowFixtures.context).flow)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        var changed = 0
        for (number, line) in lines.enumerated() {
            for (old, new) in [
                ("true", "false"), ("false", "true"), ("flush", "keep"), ("keep", "flush"), ("\"#\"", "\"*\""), ("s,", "1s,"),
            ] {
                guard let range = line.range(of: old), line.first != "#" else { continue }
                var edited = lines
                edited[number] = line.replacingCharacters(in: range, with: new)
                let result = FlowChecker.check(text: edited.joined(separator: "\n"), path: "flow.yaml", context: FlowFixtures.context)
                guard let other = result.flow, old != "s," || line.contains("timers") else { continue }
                changed += 1
                #expect(WrittenDown(other) != WrittenDown(flow), "\(old) -> \(new) in line \(number + 1) changed nothing")
            }
        }
        #expect(changed > 12)
    }
}

extension SourceTree {
    /// Every scalar.
    fileprivate var words: [String] { root?.everyWord ?? [] }
}

extension SourceNode {
    fileprivate var everyWord: [String] {
        switch kind {
        case .scalar(let text, _): [text]
        case .sequence(let elements): elements.flatMap(\.everyWord)
        case .mapping(let entries): entries.flatMap { [$0.name] + $0.value.everyWord }
        }
    }
}
