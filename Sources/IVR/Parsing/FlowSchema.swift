import Diagnostics

/// The JSON Schema of flow files, printed from the tables that the parser reads by.
public enum FlowSchema {
    /// The schema's text, as `docs/flow.schema.json` holds it.
    public static var text: String {
        let steps = VerbTable.all.map { Variant($0.name, $0.step) }
        let step = ("step", Shape.variants(steps), "A step: exactly one verb, and its outcomes.")
        return JSONSchema(root: FlowTable.flow, title: "A Hotline flow", definitions: FlowShapes.definitions + [step]).text
    }
}
