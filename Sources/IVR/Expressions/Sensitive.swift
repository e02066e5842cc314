/// A value that nobody may read by accident: a card number, a PIN.
///
/// It has no description, no debug description and an empty mirror, so that printing, interpolating, dumping or logging
/// anything that holds one shows `***`. The only way out is `reveal()`, which reads as what it is at the place of use.
public struct Sensitive<Value: Hashable & Sendable>: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    private let value: Value

    /// Seals a value.
    public init(_ value: Value) {
        self.value = value
    }

    /// Takes the value out: to play it to its owner, or to send it where the flow says.
    public func reveal() -> Value {
        value
    }

    /// What is shown in place of the value.
    public static var mask: String { "***" }

    /// Always the mask.
    public var description: String { Self.mask }
    /// Always the mask.
    public var debugDescription: String { Self.mask }
    /// A mirror without children.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// A value with the knowledge whether it may be shown.
///
/// Whatever is computed from a sealed value is sealed too: expressions, URLs, bodies and prompts carry the seal along.
public enum Guarded<Value: Hashable & Sendable>: Hashable, Sendable {
    /// May be printed, logged and recorded.
    case open(Value)
    /// May be used, never shown.
    case sealed(Sensitive<Value>)

    /// Seals a value when it has to be.
    public init(_ value: Value, sealed: Bool) {
        self = sealed ? .sealed(Sensitive(value)) : .open(value)
    }

    /// Whether the value must not be shown.
    public var isSealed: Bool {
        switch self {
        case .open: false
        case .sealed: true
        }
    }

    /// Takes the value out, sealed or not.
    public func reveal() -> Value {
        switch self {
        case .open(let value): value
        case .sealed(let sensitive): sensitive.reveal()
        }
    }

    /// The same seal around something made of the value.
    public func map<Other, Failure: Error>(_ transform: (Value) throws(Failure) -> Other) throws(Failure) -> Guarded<Other> {
        Guarded<Other>(try transform(reveal()), sealed: isSealed)
    }
}

extension Guarded: CustomStringConvertible where Value: CustomStringConvertible {
    /// The value's own description, or `***`.
    public var description: String {
        switch self {
        case .open(let value): value.description
        case .sealed: Sensitive<Value>.mask
        }
    }
}
