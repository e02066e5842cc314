import Diagnostics

/// Where the keys of a verb belong, to say so of one that is written at the wrong level.
struct KeyPlaces {
    /// Sentences about keys that are written beside the verb.
    let besideVerb: [String: String]
    /// Sentences about keys that are written in the verb's map.
    let behindVerb: [String: String]

    init(verb: String, map: KeyTable?, outcomes: [Key]) {
        var inner = Self.keys(within: map)
        for key in outcomes.contains(where: { $0.shape == FlowShapes.retry }) ? FlowShapes.retryTable.names : [] {
            inner[key] = "`\(key)` stands in the maps behind `no-input` and `no-match`"
        }
        inner["next"] = nil
        let ofMap = (map?.names ?? []).map { ($0, "`\($0)` stands in the map behind `\(verb)`") }
        let ofStep = outcomes.map { ($0.name, "`\($0.name)` is an outcome: it stands beside `\(verb)`, in the same column") }
        let mapNames = Set(map?.names ?? [])
        let stepNames = Set([verb] + outcomes.map(\.name))
        besideVerb = inner.merging(ofMap) { _, new in new }.filter { !stepNames.contains($0.key) }
        behindVerb = inner.merging(ofStep) { _, new in new }.filter { !mapNames.contains($0.key) }
    }

    /// The keys of the maps within a map, however deep.
    private static func keys(within map: KeyTable?) -> [String: String] {
        var places: [String: String] = [:]
        var pending = map.map { [$0] } ?? []
        while let table = pending.popLast() {
            for key in table.keys {
                for inner in key.shape.tables {
                    for name in inner.names { places[name] = "`\(name)` stands in the map behind `\(key.name)`" }
                    pending.append(inner)
                }
            }
        }
        return places
    }
}
