import CallSimulator
import Calendars
import Diagnostics
import Foundation
import IVR
import Server

/// One file after its check, by what its first keys say it is.
struct CheckedFile {
    /// What is wrong with it, with lines and carets.
    let findings: [String]
    /// Whether it can be used.
    let isValid: Bool
    /// What it is, in a few words, when nothing is wrong.
    let summary: String
    /// The languages in which it takes spoken answers, when it is a flow.
    private(set) var listeningLanguages: Set<LanguageTag> = []
    /// How hard the questions of a flow are to hear.
    private(set) var difficulties: [SpokenDifficulty] = []

    init(path: String, octets: [UInt8], surroundings: FlowSurroundings) {
        let text = String(decoding: octets, as: UTF8.self)
        let keys = Set((try? SourceTree.parse(octets, path: path).get().root?.entries?.map(\.name)) ?? [])
        if keys.contains("calendar") {
            let (calendar, diagnostics) = OpeningCalendar.parse(text, path: path)
            self.init(diagnostics, SourceText(text, path: path), "valid calendar \(calendar?.name.description ?? "")")
        } else if keys.contains("prompts"), keys.contains("language") {
            let (catalogue, diagnostics) = PromptCatalogue.parse(text, path: path)
            self.init(diagnostics, SourceText(text, path: path), "valid, \(catalogue?.order.count ?? 0) prompts")
        } else if keys.contains("call") {
            let (script, diagnostics, source) = CallScript.parse(text, path: path)
            self.init(diagnostics, source, "valid script of a call, \(script?.expectations.count ?? 0) expectations")
        } else if !keys.isDisjoint(with: ["listen", "trusted", "routes", "queues"]) {
            let (configuration, findings) = Configuration.read(text, path: path)
            self.init(findings: findings, isValid: configuration != nil, summary: "valid configuration")
        } else {
            let result = FlowChecker.check(octets: octets, path: path, context: surroundings.context(for: path))
            let steps = result.flow?.steps.count ?? 0
            let summary = (["valid, \(steps) step\(steps == 1 ? "" : "s")"] + result.difficulties.summary).joined(separator: "; ")
            self.init(findings: result.rendered, isValid: !result.diagnostics.hasErrors, summary: summary)
            difficulties = result.difficulties
            listeningLanguages = result.flow?.listeningLanguages ?? []
        }
    }

    private init(_ diagnostics: [Diagnostic], _ source: SourceText, _ summary: String) {
        let findings = diagnostics.rendered(in: source)
        self.init(findings: findings, isValid: !diagnostics.hasErrors, summary: summary)
    }

    private init(findings: [String], isValid: Bool, summary: String) {
        self.findings = findings
        self.isValid = isValid
        self.summary = summary
    }
}
