/// A place as it is written down.
private struct StoredPlace: Codable {
    struct Frame: Codable {
        var flow: String
        var step: String
        var values: [Value]
    }

    /// A value as JSON.
    struct Value: Codable {
        var name: String
        var json: String
        /// Nobody may be shown it; nil: anybody.
        var sealed: Bool?
    }

    var frames: [Frame]
    var language: String

    /// Writes a place down.
    ///
    /// - Parameter revealing: with what is sealed.
    init(_ place: FlowPlace, revealing: Bool) {
        language = place.language.rawValue
        frames = place.frames.map { frame in
            let values = frame.values.filter { revealing || !$0.value.isSealed }.map { item in
                Value(name: item.name.rawValue, json: item.value.reveal().json, sealed: item.value.isSealed ? true : nil)
            }
            return Frame(flow: frame.flow.rawValue, step: frame.step.rawValue, values: values)
        }
    }

    /// The place; a value that is no JSON is left out.
    var place: FlowPlace {
        let frames = frames.map { frame in
            let values = frame.values.compactMap { stored in
                FlowValue(json: stored.json).map { value in
                    FlowPlace.Value(name: VariableName(stored.name), value: Guarded(value, sealed: stored.sealed == true))
                }
            }
            return FlowPlace.Frame(flow: FlowName(frame.flow), step: StepID(frame.step), values: values)
        }
        return FlowPlace(frames: frames, language: LanguageTag(language))
    }
}

extension FlowPlace: Codable {
    /// Reads what `encode` writes.
    public init(from decoder: any Decoder) throws {
        self = try StoredPlace(from: decoder).place
    }

    /// Writes it without what is sealed.
    public func encode(to encoder: any Encoder) throws {
        try StoredPlace(self, revealing: false).encode(to: encoder)
    }

    /// Whether anything that it knows is sealed.
    public var isSensitive: Bool {
        frames.contains { $0.values.contains(where: \.value.isSealed) }
    }

    /// The same to be written down with what is sealed: only for whoever encrypts it before it goes anywhere.
    public struct Revealed: Hashable, Sendable, Codable {
        /// The place itself, in which sealed values are sealed.
        public let place: FlowPlace

        /// Of a place.
        public init(_ place: FlowPlace) {
            self.place = place
        }

        /// Reads what `encode` writes.
        public init(from decoder: any Decoder) throws {
            place = try StoredPlace(from: decoder).place
        }

        /// Writes everything.
        public func encode(to encoder: any Encoder) throws {
            try StoredPlace(place, revealing: true).encode(to: encoder)
        }
    }
}
