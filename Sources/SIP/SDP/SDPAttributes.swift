/// The `a=` lines of a session or a medium, in their order (RFC 8866, 5.13).
public struct SDPAttributes: Hashable, Sendable {
    /// One attribute.
    public struct Element: Hashable, Sendable {
        /// The name; case matters.
        public var name: String
        /// What follows the colon; nil when there is none.
        public var value: String?

        /// An attribute.
        public init(_ name: String, _ value: String? = nil) {
            self.name = name
            self.value = value
        }
    }

    /// The attributes.
    public var elements: [Element]

    /// Attributes in this order.
    public init(_ elements: [Element] = []) { self.elements = elements }

    /// Whether there is an attribute of this name.
    public func contains(_ name: String) -> Bool {
        elements.contains { $0.name == name }
    }

    /// The value of the first attribute of this name, empty when it has none.
    public subscript(name: String) -> String? {
        elements.first { $0.name == name }.map { $0.value ?? "" }
    }

    /// The values of all attributes of this name.
    public func all(_ name: String) -> [String] {
        elements.filter { $0.name == name }.map { $0.value ?? "" }
    }

    /// Adds an attribute at the end.
    public mutating func add(_ name: String, _ value: String? = nil) {
        elements.append(Element(name, value))
    }

    /// The direction, when one is given.
    public var direction: MediaDirection? {
        for element in elements where element.value == nil {
            if let direction = MediaDirection(rawValue: element.name) { return direction }
        }
        return nil
    }
}
