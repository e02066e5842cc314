import Diagnostics

extension SRGSReader {
    /// What can be written in each element (SRGS 1.0, appendix C); names have lost their prefixes.
    private static let attributes: [String: [String]] = [
        "grammar": ["version", "xml:lang", "xml:base", "root", "mode", "tag-format", "schemaLocation"],
        "rule": ["id", "scope"],
        "item": ["repeat", "repeat-prob", "weight", "xml:lang"],
        "ruleref": ["uri", "special", "type", "xml:lang"],
        "one-of": ["xml:lang"],
        "token": ["xml:lang"],
    ]

    /// Refuses what was probably meant as another attribute. Those of other vocabularies are passed over.
    static func checkAttributes(of element: XMLElement) throws(GrammarError) {
        guard let known = attributes[element.name] else { return }
        for name in element.attributes.keys.sorted() where !known.contains(name) && name.count > 3 {
            let isElsewhere = name == "repeat"
            let suggestion = Suggestion.nearest(to: name, in: known)
            guard isElsewhere || suggestion != nil else { continue }
            throw GrammarError(
                "`\(name)` has no meaning in <\(element.name)>", at: element.offset, length: element.length, suggestion: suggestion,
                hint: isElsewhere ? "put an <item repeat=...> around it" : nil)
        }
        for case .element(let child) in element.children { try checkAttributes(of: child) }
    }

    /// `digits` of `builtin:digits`; `digits:4` of `builtin:grammar/digits?length=4`, `digits:3-5` of
    /// `builtin:grammar/digits?minlength=3;maxlength=5` (VoiceXML 2.0, appendix P).
    func builtIn(_ uri: String, _ element: XMLElement) throws(GrammarError) -> String {
        let parts = uri.dropFirst("builtin:".count).split(separator: "?", maxSplits: 1)
        let name = parts.first?.split(separator: "/").last.map(String.init) ?? ""
        var counts: [Substring: Int] = [:]
        for parameter in parts.dropFirst().first?.split(whereSeparator: { $0 == ";" || $0 == "&" }) ?? [] {
            let sides = parameter.split(separator: "=", omittingEmptySubsequences: false)
            guard name == "digits", sides.count == 2, ["length", "minlength", "maxlength"].contains(sides[0]), let count = Int(sides[1]),
                (1...SpokenType.mostDigits).contains(count)
            else {
                let hint = "digits may be counted: builtin:grammar/digits?length=4, ?minlength=3;maxlength=5"
                throw GrammarError("`\(parameter)` has no meaning here", at: element.offset, length: element.length, hint: hint)
            }
            counts[sides[0]] = count
        }
        if counts.isEmpty { return name == "currency" ? "money" : name }
        let least = counts["length"] ?? counts["minlength"] ?? 1
        return "digits:\(least)-\(counts["length"] ?? counts["maxlength"] ?? SpokenType.mostDigits)"
    }
}
