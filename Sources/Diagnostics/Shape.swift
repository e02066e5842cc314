/// What may stand at a place of a file: the parser reads by it and the JSON Schema for editors is printed from it.
public indirect enum Shape: Hashable, Sendable {
    /// Any text, number or boolean, taken as text.
    case text
    /// A text of a certain form: a regular expression (ECMA 262) and what it is called.
    case pattern(String, String)
    /// A whole number without quotes.
    case integer(ClosedRange<Int>)
    /// A number without quotes.
    case decimal(ClosedRange<Double>)
    /// `true` or `false`.
    case boolean
    /// A length of time with its unit.
    case duration(ClosedRange<Milliseconds>)
    /// One of some words.
    case choice([String])
    /// A list.
    case list(Shape)
    /// A map with known keys.
    case mapping(KeyTable)
    /// A map with keys of the author's own, each of a form.
    case dictionary(keys: String, values: Shape)
    /// Any of several shapes.
    case either([Shape])
    /// A map with exactly one of some keys, which decides what else it has.
    case variants([Variant])
    /// Nothing behind the colon.
    case nothing
    /// A shape with a name, described elsewhere.
    case reference(String)
}

/// What a map is when it has a certain key.
public struct Variant: Hashable, Sendable {
    /// The key that decides.
    public let key: String
    /// All keys of the map.
    public let table: KeyTable

    /// Creates a variant.
    public init(_ key: String, _ table: KeyTable) {
        self.key = key
        self.table = table
    }
}

/// One key of a map: its name, what stands behind it, and a sentence for editors and documentation.
public struct Key: Hashable, Sendable {
    /// The key as it is written.
    public let name: String
    /// What stands behind it.
    public let shape: Shape
    /// Whether the map is wrong without it.
    public let isRequired: Bool
    /// What it means.
    public let about: String
    /// The rule that is broken when it is required and missing.
    public let absenceRule: String

    /// Creates the description of a key.
    public init(_ name: String, _ shape: Shape = .text, required: Bool = false, _ about: String = "", absenceRule: String = "missing-key") {
        self.name = name
        self.shape = shape
        isRequired = required
        self.about = about
        self.absenceRule = absenceRule
    }
}

/// The keys that a map may have.
public struct KeyTable: Hashable, Sendable {
    /// What the map is called in findings: "a menu", "this step".
    public let title: String
    /// The keys, in the order in which they are documented.
    public let keys: [Key]
    /// What stands behind keys of the author's own, where there may be such.
    public let others: Shape?
    /// Where keys belong that are often written here by mistake: sentences by key.
    public private(set) var places: [String: String] = [:]
    /// What others call its keys: our key by theirs.
    private var synonyms: [String: String] = [:]

    /// Creates a table.
    public init(_ title: String, _ keys: [Key], others: Shape? = nil) {
        self.title = title
        self.keys = keys
        self.others = others
    }

    /// The same table for a map with a name of its own.
    public func titled(_ title: String) -> KeyTable {
        var table = KeyTable(title, keys, others: others)
        table.places = places
        table.synonyms = synonyms
        return table
    }

    /// The same table, knowing what others call its keys.
    public func calling(_ synonyms: [String: [String]]) -> KeyTable {
        var table = self
        table.synonyms = synonyms.compactMapValues { $0.first { self[$0] != nil } }
        return table
    }

    /// The key that is called so elsewhere.
    func synonym(of name: String) -> String? { synonyms[name.lowercased()] }

    /// The same table, knowing where some other keys belong.
    public func placing(_ places: [String: String]) -> KeyTable {
        var table = self
        table.places = places
        return table
    }

    /// The description of a key.
    public subscript(_ name: String) -> Key? { keys.first { $0.name == name } }

    /// The names of the keys.
    public var names: [String] { keys.map(\.name) }
}
