/// Prints shapes as a JSON Schema (draft 2020-12), by which editors complete and check a file while it is written.
///
/// It says what can be said of single places; names that have to exist and ways through a flow are left to the checks.
public struct JSONSchema: Sendable {
    /// A shape that others refer to by name.
    public typealias Definition = (name: String, shape: Shape, about: String)

    /// What the whole file is.
    public let root: KeyTable
    /// The schema's title.
    public let title: String
    /// The shapes with names.
    public let definitions: [(name: String, shape: Shape, about: String)]

    /// Creates the schema of a kind of file.
    public init(root: KeyTable, title: String, definitions: [Definition]) {
        self.root = root
        self.title = title
        self.definitions = definitions
    }

    /// The schema's text.
    public var text: String {
        var members: [(String, JSONText)] = [
            ("$schema", .string("https://json-schema.org/draft/2020-12/schema")), ("title", .string(title)),
        ]
        members += Self.members(of: root)
        members.append(
            ("$defs", .object(definitions.map { ($0.name, .object([("description", .string($0.about))] + Self.members(of: $0.shape))) })))
        return JSONText.object(members).rendered() + "\n"
    }

    private static func schema(_ shape: Shape) -> JSONText { .object(members(of: shape)) }

    private static func members(of shape: Shape) -> [(String, JSONText)] {
        switch shape {
        case .text: [("type", .array([.string("string"), .string("number"), .string("boolean")]))]
        case .pattern(let pattern, _): [("type", .string("string")), ("pattern", .string(pattern))]
        case .integer(let range):
            [("type", .string("integer")), ("minimum", .number("\(range.lowerBound)")), ("maximum", .number("\(range.upperBound)"))]
        case .decimal(let range):
            [("type", .string("number")), ("minimum", .number("\(range.lowerBound)")), ("maximum", .number("\(range.upperBound)"))]
        case .boolean: [("type", .string("boolean"))]
        case .duration: [("type", .string("string")), ("pattern", .string(Milliseconds.pattern))]
        case .choice(let words): [("enum", .array(words.map(JSONText.string)))]
        case .list(let element): [("type", .string("array")), ("items", schema(element))]
        case .mapping(let table): members(of: table)
        case .dictionary(let keys, let values):
            [
                ("type", .string("object")), ("propertyNames", .object([("pattern", .string(keys))])),
                ("additionalProperties", schema(values)),
            ]
        case .either(let shapes): [("anyOf", .array(shapes.map(schema)))]
        case .variants(let variants): members(of: variants)
        case .nothing: [("type", .string("null"))]
        case .reference(let name): [("$ref", .string("#/$defs/\(name)"))]
        }
    }

    private static func members(of table: KeyTable) -> [(String, JSONText)] {
        let properties = table.keys.map { key in
            let about: [(String, JSONText)] = key.about.isEmpty ? [] : [("description", .string(key.about))]
            return (key.name, JSONText.object(about + members(of: key.shape)))
        }
        let required = table.keys.filter(\.isRequired).map { JSONText.string($0.name) }
        var object: [(String, JSONText)] = [("type", .string("object")), ("properties", .object(properties))]
        if !required.isEmpty { object.append(("required", .array(required))) }
        return object + [("additionalProperties", table.others.map(schema) ?? .boolean(false))]
    }

    /// Exactly one of the deciding keys, and then what belongs to it: so an editor's complaint is about that one variant.
    private static func members(of variants: [Variant]) -> [(String, JSONText)] {
        let keys = variants.map { JSONText.object([("required", .array([.string($0.key)]))]) }
        let cases = variants.map { variant in
            JSONText.object([
                ("if", .object([("required", .array([.string(variant.key)]))])), ("then", .object(members(of: variant.table))),
            ])
        }
        return [("type", .string("object")), ("oneOf", .array(keys)), ("allOf", .array(cases))]
    }
}
