import Diagnostics

extension BadName {
    /// The finding for something that is no name where a prompt's name stands: its text, its file, several names, a variable.
    static func prompt(_ text: Located<String>, _ node: SourceNode) -> Diagnostic {
        let (suggestion, hint) = node.isNothing ? (nil, form) : meant(text.value)
        let message = "expected the name of a prompt, found \(node.described)"
        return Diagnostic(at: text.range, message, suggestion: suggestion, hint: hint, rule: "wrong-type")
    }

    private static func meant(_ text: String) -> (suggestion: String?, hint: String) {
        guard text.utf8.count <= 200 else { return (nil, form) }
        if let dot = text.lastIndex(of: "."), isName(String(text[..<dot])), text.distance(from: dot, to: text.endIndex) <= 5 {
            return (String(text[..<dot]), "a recording is played by its name, without `.wav`")
        }
        let variable = text.filter { !"${}<>%".contains($0) }
        if variable != text, isVariable(variable) { return ("{ digits: \(variable) }", "a value is said with its form: { digits: x }") }
        let names = text.split(separator: ",").map { $0.drop { $0 == " " } }
        if names.count > 1, names.allSatisfy({ isName(String($0)) }) {
            return ("[\(names.joined(separator: ", "))]", "several prompts stand in [brackets]")
        }
        if text.contains(where: { "${}<>".contains($0) }) {
            return (nil, "prompts and values stand in a list: [your-number-is, { digits: phone }]")
        }
        return (nil, "a text is written in the catalogue, Prompts/<language>/prompts.yaml; here stands the name it has there")
    }
}
