/// A value that remembers where it was written, from its birth in the parser to the last check.
@dynamicMemberLookup
public struct Located<Value> {
    /// The value itself.
    public var value: Value
    /// Where it stands; of a quoted text, what is between the quotes.
    public var range: SourceRange

    /// Joins a value to its place.
    public init(_ value: Value, at range: SourceRange) {
        self.value = value
        self.range = range
    }

    /// The same place with another value.
    public func map<Other>(_ transform: (Value) -> Other) -> Located<Other> {
        Located<Other>(transform(value), at: range)
    }

    /// Reads through to the value.
    public subscript<Member>(dynamicMember path: KeyPath<Value, Member>) -> Member { value[keyPath: path] }
}

extension Located: Sendable where Value: Sendable {}
extension Located: Equatable where Value: Equatable {}
extension Located: Hashable where Value: Hashable {}
