/// One element of an XML text, with its place.
struct XMLElement: Hashable, Sendable {
    /// What stands inside it.
    enum Child: Hashable, Sendable {
        case element(XMLElement)
        /// Text that is not only white space, and where it begins.
        case text(String, offset: Int)
    }

    /// The name, without its namespace's prefix.
    var name: String
    var attributes: [String: String] = [:]
    /// Where each attribute stands [characters].
    var places: [String: Int] = [:]
    var children: [Child] = []
    /// Where `<` stands [characters].
    var offset: Int
    /// How long the name is with the bracket [characters].
    var length: Int { name.count + 1 }
}

/// Reads as much XML as a grammar needs: elements, attributes, text, CDATA, comments, the five entities and character references.
///
/// Document types are passed over without being read, so that no entity of a file's own can grow.
struct XMLReader {
    private let text: [Character]
    private var position = 0
    private var depth = 0

    /// The root element of a text.
    static func root(of text: String) throws(GrammarError) -> XMLElement {
        var reader = XMLReader(text: Array(text))
        try reader.skipProlog()
        guard reader.current == "<" else { throw GrammarError("this is not XML: no element begins here", at: reader.position) }
        let root = try reader.element()
        try reader.skipProlog()
        guard reader.position >= reader.text.count else {
            throw GrammarError("something stands behind the root element", at: reader.position)
        }
        return root
    }

    private var current: Character? { position < text.count ? text[position] : nil }

    private func looksAt(_ word: String) -> Bool { text[min(position, text.count)...].starts(with: word) }

    /// White space, `<?...?>`, comments, `<!DOCTYPE ...>`.
    private mutating func skipProlog() throws(GrammarError) {
        while let character = current {
            if character.isWhitespace || character == "\u{FEFF}" {
                position += 1
            } else if looksAt("<?") {
                try skip(past: "?>")
            } else if looksAt("<!--") {
                try skip(past: "-->")
            } else if looksAt("<!DOCTYPE") {
                try skipDocumentType()
            } else {
                return
            }
        }
    }

    private mutating func skipDocumentType() throws(GrammarError) {
        if text[position...].prefix(while: { $0 != ">" }).contains("[") {
            let hint = "write out in the rules what its entities stand for"
            throw GrammarError("a document type with declarations is not read", at: position, length: "<!DOCTYPE".count, hint: hint)
        }
        try skip(past: ">")
    }

    private mutating func skip(past end: String) throws(GrammarError) {
        let start = position
        while position < text.count {
            if looksAt(end) {
                position += end.count
                return
            }
            position += 1
        }
        throw GrammarError("this is not closed by `\(end)`", at: start, length: 2)
    }

    private mutating func element() throws(GrammarError) -> XMLElement {
        depth += 1
        defer { depth -= 1 }
        let start = position
        guard depth <= 4 * Grammar.depthLimit else { throw GrammarError("elements are nested too deeply", at: start) }
        position += 1
        var element = XMLElement(name: try name(), offset: start)
        while true {
            skipBlanks()
            if looksAt("/>") {
                position += 2
                return element
            }
            if current == ">" {
                position += 1
                try content(of: &element)
                return element
            }
            let place = position
            let attribute = try attribute(of: start)
            guard element.attributes[attribute.name] == nil else {
                throw GrammarError("`\(attribute.name)` is there twice", at: place, length: attribute.name.count)
            }
            element.attributes[attribute.name] = attribute.value
            element.places[attribute.name] = place
        }
    }

    private mutating func attribute(of start: Int) throws(GrammarError) -> (name: String, value: String) {
        guard current != nil else { throw GrammarError("this element is not closed by `>`", at: start) }
        let name = try name()
        skipBlanks()
        guard current == "=" else { throw GrammarError("`=` is missing after `\(name)`", at: position) }
        position += 1
        skipBlanks()
        guard let quote = current, quote == "\"" || quote == "'" else {
            throw GrammarError("the value of `\(name)` is not in quotes", at: position)
        }
        let open = position
        position += 1
        var value = ""
        while let character = current, character != quote {
            if character == "&" { value += try reference() } else { value.append(character); position += 1 }
        }
        guard current == quote else { throw GrammarError("this quote is not closed", at: open) }
        position += 1
        return (name, value)
    }

    /// Everything up to the end tag, which is taken too.
    private mutating func content(of element: inout XMLElement) throws(GrammarError) {
        var run = ""
        var runStart = position
        func finished() -> XMLElement.Child? {
            run.trimmingBlanks.isEmpty ? nil : .text(run.trimmingBlanks, offset: runStart + run.prefix { $0.isWhitespace }.count)
        }
        while let character = current {
            if looksAt("<!--") {
                try skip(past: "-->")
            } else if looksAt("<![CDATA[") {
                let start = position + 9
                try skip(past: "]]>")
                run += String(text[start..<max(start, position - 3)])
            } else if character == "<" {
                if let text = finished() { element.children.append(text) }
                run = ""
                if looksAt("</") { return try endTag(of: element) }
                element.children.append(.element(try self.element()))
                runStart = position
            } else if character == "&" {
                run += try reference()
            } else {
                run.append(character)
                position += 1
            }
        }
        throw GrammarError("`<\(element.name)>` is not closed", at: element.offset, length: element.length)
    }

    private mutating func endTag(of element: XMLElement) throws(GrammarError) {
        let start = position
        position += 2
        let name = try name()
        skipBlanks()
        guard name == element.name, current == ">" else {
            throw GrammarError("`</\(element.name)>` is expected here", at: start, length: name.count + 2)
        }
        position += 1
    }

    /// A name without its prefix; `xml:lang` keeps its own, as it is a name of the standard.
    private mutating func name() throws(GrammarError) -> String {
        let name = text[position...].prefix { $0.isLetter || $0.isNumber || "-_:.".contains($0) }
        guard !name.isEmpty else { throw GrammarError("a name is expected here", at: position) }
        position = name.endIndex
        guard !name.starts(with: "xml:"), let colon = name.lastIndex(of: ":") else { return String(name) }
        return String(name[(colon + 1)...])
    }

    private mutating func skipBlanks() {
        while let character = current, character.isWhitespace { position += 1 }
    }

    /// `&amp;`, `&#65;`, `&#x41;`.
    private mutating func reference() throws(GrammarError) -> String {
        let start = position
        let name = String(text[(position + 1)...].prefix { $0 != ";" && !$0.isWhitespace && $0 != "<" }.prefix(12))
        position += name.count + 1
        guard current == ";" else { throw GrammarError("`&` begins a reference; for the sign itself write `&amp;`", at: start) }
        position += 1
        if let sign = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'"][name] { return sign }
        let number = name.hasPrefix("#x") ? UInt32(name.dropFirst(2), radix: 16) : name.hasPrefix("#") ? UInt32(name.dropFirst()) : nil
        guard let scalar = number.flatMap(Unicode.Scalar.init), !Character(scalar).isControl else {
            throw GrammarError("`&\(name);` is not known", at: start, length: name.count + 2)
        }
        return String(Character(scalar))
    }
}
