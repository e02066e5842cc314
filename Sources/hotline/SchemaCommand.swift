import ArgumentParser
import IVR

/// `hotline schema`: the JSON Schema of flow files, for editors.
struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Print the JSON Schema of flow files, for editors.",
        discussion: """
            Editors with the YAML language server complete and check flows by it, when a flow's first line is \
            `# yaml-language-server: $schema=flow.schema.json`.
            """)

    func run() {
        print(FlowSchema.text, terminator: "")
    }
}
