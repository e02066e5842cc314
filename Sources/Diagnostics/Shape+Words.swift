extension Shape {
    /// What may stand here, in the words of documentation: `a length of time`, `true or false`, `one of a, b`.
    ///
    /// - Parameter names: the words for shapes that have a name.
    public func words(_ names: [String: String] = [:]) -> String {
        switch self {
        case .text: "a text"
        case .pattern(_, let what): what
        case .integer(let range): "a number from \(range.lowerBound) to \(range.upperBound)"
        case .decimal(let range): "a number from \(range.lowerBound) to \(range.upperBound)"
        case .boolean: "`true` or `false`"
        case .duration(let range): "a length of time from \(range.lowerBound) to \(range.upperBound)"
        case .choice(let words): MappingReader.listed(words)
        case .list(let element): "a list, each \(element.words(names))"
        case .mapping(let table): "a map with \(MappingReader.listed(table.names))"
        case .dictionary(_, let values): "a map of your own names to \(values.words(names))"
        case .either(let shapes): shapes.map { $0.words(names) }.joined(separator: "; or ")
        case .variants(let variants): "a map with exactly one of \(MappingReader.listed(variants.map(\.key)))"
        case .nothing: "nothing"
        case .reference(let name): names[name] ?? name
        }
    }
}
