/// What the caller has already said and done, handed over with the call so that an agent does not ask twice.
public struct CallContext: Hashable, Sendable {
    /// One thing that was collected.
    public struct Item: Hashable, Sendable {
        /// The variable's name; of a sub-flow only what came back from it.
        public let name: VariableName
        /// Its value as text; a sealed one shows as `***` and travels only where the configuration says so.
        public let value: Guarded<String>

        /// A named value.
        public init(name: VariableName, value: Guarded<String>) {
            self.name = name
            self.value = value
        }
    }

    /// The language the caller chose.
    public var language: LanguageTag
    /// The set variables, in the order in which they were first set.
    public var collected: [Item]
    /// The steps walked, the last ones when there were very many.
    public var path: [StepID]

    /// A context.
    public init(language: LanguageTag, collected: [Item] = [], path: [StepID] = []) {
        self.language = language
        self.collected = collected
        self.path = path
    }
}
