/// Where a call is in its flows, and what it has collected: enough to go on there in another call, when a caller is called back.
public struct FlowPlace: Hashable, Sendable {
    /// One flow at work.
    public struct Frame: Hashable, Sendable {
        /// Which flow.
        public var flow: FlowName
        /// The step it is in.
        public var step: StepID
        /// The variables that have a value, in the order in which they were first set.
        public var values: [Value]
    }

    /// The value of a variable.
    public struct Value: Hashable, Sendable {
        /// Which variable.
        public var name: VariableName
        /// What it holds.
        public var value: Guarded<FlowValue>
    }

    /// The flow that was called, and those that run each other; the last one is at work.
    public var frames: [Frame]
    /// The language that was spoken.
    public var language: LanguageTag

    /// A place.
    public init(frames: [Frame] = [], language: LanguageTag) {
        self.frames = frames
        self.language = language
    }
}

/// As it may be stored: sealed values are left out, so that they are in no file; their variables then have no value any more.
extension FlowPlace: Codable {
    private struct StoredFrame: Codable {
        var flow: String
        var step: String
        /// Names and JSON texts in turn, as a dictionary would lose their order.
        var values: [String]
    }

    private enum Key: String, CodingKey {
        case frames, language
    }

    /// Writes what is not sealed.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        let stored = frames.map { frame in
            let open = frame.values.filter { !$0.value.isSealed }
            return StoredFrame(
                flow: frame.flow.rawValue, step: frame.step.rawValue, values: open.flatMap { [$0.name.rawValue, $0.value.reveal().json] })
        }
        try container.encode(stored, forKey: .frames)
        try container.encode(language.rawValue, forKey: .language)
    }

    /// Reads what was written; a value that is no JSON is left out.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        language = LanguageTag(try container.decode(String.self, forKey: .language))
        frames = try container.decode([StoredFrame].self, forKey: .frames).map { stored in
            let names = stored.values.indices.filter { $0.isMultiple(of: 2) && stored.values.indices.contains($0 + 1) }
            let values = names.compactMap { place in
                FlowValue(json: stored.values[place + 1]).map { Value(name: VariableName(stored.values[place]), value: .open($0)) }
            }
            return Frame(flow: FlowName(stored.flow), step: StepID(stored.step), values: values)
        }
    }
}
