import Diagnostics

extension [Diagnostic] {
    /// A name that is nowhere, and nothing like it, is one mistake wherever it is used: it is told at its first place, with the others.
    func once() -> [Diagnostic] {
        var places: [String: [SourceRange]] = [:]
        for finding in self where finding.isAboutAbsence { places[finding.message, default: []].append(finding.range) }
        var seen: Set<String> = []
        return compactMap { finding in
            guard finding.isAboutAbsence, let ranges = places[finding.message], ranges.count > 1 else { return finding }
            guard seen.insert(finding.message).inserted else { return nil }
            var finding = finding
            let lines = Set(ranges.map(\.start.line)).subtracting([finding.range.start.line]).sorted().map(String.init)
            guard !lines.isEmpty else { return finding }
            let shown = lines.prefix(5).joined(separator: ", ") + (lines.count > 5 ? ", ..." : "")
            finding.hint = "\(finding.hint.map { $0 + "; " } ?? "")it is also used on line \(shown)"
            return finding
        }
    }
}

extension Diagnostic {
    /// Whether something has to be added elsewhere, rather than this place be corrected.
    fileprivate var isAboutAbsence: Bool { suggestion == nil && Self.absences.contains(rule) }

    private static let absences: Set<String> = [
        "unknown-step", "unknown-prompt", "unknown-variable", "unknown-queue", "unknown-calendar", "unknown-target", "unknown-flow",
        "grammar", "unknown-word",
    ]
}
