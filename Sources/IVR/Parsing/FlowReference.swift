import Diagnostics

/// The reference of the flow language, printed from the tables that the parser reads by: `docs/flow-reference.md`.
public enum FlowReference {
    /// The page's text.
    public static var text: String {
        let intro = """
            # Reference of the flow language

            Every key of a flow, as the parser knows it. [flow-language.md](flow-language.md) explains the language;
            [rules](rules/README.md) lists what is checked. This page is printed from the parser's tables by the tests (`HOTLINE_REWRITE=1`).

            """
        let file = "## A flow\n\n" + rows(of: FlowTable.flow) + "\n### A variable\n\n" + rows(of: FlowTable.variable)
        return intro + "\n" + file + VerbTable.all.map(section).joined() + shapes
    }

    /// What the names of shapes mean in a table's cell.
    private static let names = [
        "name": "a name", "target": "a target", "outcome": "an outcome", "retry": "a retry", "prompt": "a prompt", "item": "a prompt item",
        "reprompt": "a prompt, or a list of prompts", "expression": "an expression", "template": "a text with values", "key": "a key",
        "keys": "keys", "phrases": "phrases", "language": "a language", "variable": "a variable", "step": "a step",
    ]

    private static func section(_ verb: VerbTable) -> String {
        var text = "\n## \(verb.name)\n\n\(sentence(verb.about)) Behind the verb stands \(verb.value.words(names)).\n"
        if let map = verb.map { text += "\n" + rows(of: map) + nested(in: map) }
        guard !verb.outcomes.isEmpty || verb.others != nil else { return text + "\nIt has no outcomes.\n" }
        text += "\n| outcome | | when |\n|---|---|---|\n"
        text += verb.outcomes.map { "| `\($0.name)` | \(cell($0.shape)) | \($0.about) |\n" }.joined()
        if let others = verb.others { text += "| each exit of the other flow | \(cell(others)) | when it returned by that exit |\n" }
        return text
    }

    /// The maps behind the keys of a map.
    private static func nested(in table: KeyTable) -> String {
        table.keys.flatMap { key in key.shape.tables.map { (key.name, $0) } }.map { name, table in
            "\n`\(name)`:\n\n" + rows(of: table) + nested(in: table)
        }.joined()
    }

    private static func rows(of table: KeyTable) -> String {
        "| key | | what |\n|---|---|---|\n"
            + table.keys.map { key in
                let need = key.isRequired ? " (needed)" : ""
                return "| `\(key.name)`\(need) | \(cell(key.shape)) | \(key.about) |\n"
            }.joined()
    }

    private static var shapes: String {
        "\n## What the cells mean\n\n| word | | what |\n|---|---|---|\n"
            + FlowShapes.definitions.map { name, shape, about in
                "| \(names[name] ?? name) | \(cell(shape)) | \(about) |\n"
            }.joined()
    }

    private static func cell(_ shape: Shape) -> String {
        shape.words(names).replacing("|", with: "\\|")
    }

    private static func sentence(_ about: String) -> String {
        about.prefix(1).uppercased() + about.dropFirst() + "."
    }
}

extension Shape {
    /// The maps with known keys that may stand here, itself or as the elements of a list.
    var tables: [KeyTable] {
        switch self {
        case .mapping(let table): [table]
        case .list(let element): element.tables
        case .either(let shapes): shapes.flatMap(\.tables)
        default: []
        }
    }
}
