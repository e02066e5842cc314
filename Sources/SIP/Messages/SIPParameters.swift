/// The `;name=value` parameters of a header value or a URI, in their order; names match without regard to case.
public struct SIPParameters: Hashable, Sendable {
    /// One parameter.
    public struct Element: Hashable, Sendable {
        /// The name as it was written.
        public var name: String
        /// The value as it was written, quotes and escapes and all; nil for a name that stands alone.
        public var value: String?

        /// A parameter; give a value that is no token its quotes.
        public init(_ name: String, _ value: String? = nil) {
            self.name = name
            self.value = value
        }
    }

    /// The parameters in the order they were written.
    public var elements: [Element]

    /// Parameters in this order.
    public init(_ elements: [Element] = []) { self.elements = elements }

    /// Whether there is none.
    public var isEmpty: Bool { elements.isEmpty }

    /// Whether there is a parameter of this name, with a value or without.
    public func contains(_ name: String) -> Bool {
        elements.contains { $0.name.isSameIgnoringCase(name) }
    }

    /// The value without its quotes, empty for a name that stands alone, nil when there is no such parameter.
    /// Setting replaces the parameter in its place or appends it; nil takes it away, an empty text makes it stand alone.
    public subscript(name: String) -> String? {
        get {
            guard let element = elements.first(where: { $0.name.isSameIgnoringCase(name) }) else { return nil }
            guard let value = element.value else { return "" }
            guard value.utf8.first == UInt8(ascii: "\"") else { return value }
            let reader = ByteReader(value)
            return reader.unquoted(0..<reader.end)
        }
        set {
            let place = elements.firstIndex { $0.name.isSameIgnoringCase(name) }
            guard let newValue else {
                if let place { elements.remove(at: place) }
                return
            }
            let element = Element(name, newValue.isEmpty ? nil : newValue)
            if let place { elements[place] = element } else { elements.append(element) }
        }
    }
}

extension SIPParameters: CustomStringConvertible {
    /// `;name=value` for each of them.
    public var description: String {
        var text = ""
        for element in elements {
            text += ";" + element.name
            if let value = element.value { text += "=" + value }
        }
        return text
    }
}

extension SIPParameters {
    /// Reads the parameters of a header value up to its end or a comma; nil when one of them is malformed
    /// (`generic-param` of RFC 3261, 25.1).
    init?(_ reader: inout ByteReader) {
        elements = []
        while reader.takeSeparator(";") {
            guard let name = reader.takeToken() else { return nil }
            var value: String?
            if reader.takeSeparator("=") {
                guard let range = Self.takeValue(&reader) else { return nil }
                value = reader.text(range)
            }
            elements.append(Element(reader.text(name), value))
        }
    }

    /// A quoted string, a token or a host; other visible characters but separators pass, since many stacks write them.
    private static func takeValue(_ reader: inout ByteReader) -> Range<Int>? {
        if reader.current == UInt8(ascii: "\"") { return reader.takeQuoted() }
        let range = reader.takeWhile { byte in
            switch byte {
            case 0...32, 127, UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"),
                UInt8(ascii: "="):
                false
            default: true
            }
        }
        return range.isEmpty ? nil : range
    }
}
