import Calendars
import Diagnostics
import IVR

/// One file after its check, by what its first keys say it is.
struct CheckedFile {
    /// What is wrong with it.
    let diagnostics: [Diagnostic]
    /// Its text.
    let source: SourceText
    /// What it is, in a few words, when nothing is wrong.
    let summary: String

    init(path: String, octets: [UInt8], surroundings: FlowSurroundings) {
        let text = String(decoding: octets, as: UTF8.self)
        let keys = (try? SourceTree.parse(octets, path: path).get().root?.entries?.map(\.name)) ?? []
        if keys.contains("calendar") {
            let (calendar, diagnostics) = OpeningCalendar.parse(text, path: path)
            self.init(diagnostics, SourceText(text, path: path), "valid calendar \(calendar?.name.description ?? "")")
        } else if keys.contains("prompts"), !keys.contains("steps") {
            let (catalogue, diagnostics) = PromptCatalogue.parse(text, path: path)
            self.init(diagnostics, SourceText(text, path: path), "valid, \(catalogue?.order.count ?? 0) prompts")
        } else {
            let result = FlowChecker.check(octets: octets, path: path, context: surroundings.context(for: path))
            self.init(result.diagnostics, result.source, "valid, \(result.flow?.steps.count ?? 0) steps")
        }
    }

    private init(_ diagnostics: [Diagnostic], _ source: SourceText, _ summary: String) {
        self.diagnostics = diagnostics
        self.source = source
        self.summary = summary
    }
}
