/// Looks at a text before the YAML parser sees it: what would cost that parser more than its length is refused here.
///
/// An alias used as a key is hashed as often as it is referred to, which is exponential in the number of anchors; so a name that is
/// both anchored and referred to is refused before anything is composed. Nesting is bounded because the parser is recursive.
struct TextGuard {
    let source: SourceText
    let limits: SourceTree.Limits

    /// Throws the first reason not to parse a text.
    func check(_ text: String) throws(Diagnostic) {
        guard text.utf8.count <= limits.size else {
            throw Diagnostic(at: start(line: 1), "the file is larger than \(limits.size) octets", rule: "syntax")
        }
        var bracketDepth = 0
        var anchors: [Substring: SourceRange] = [:]
        for (number, line) in zip(1..., source.lines) {
            try checkCharacters(of: line, number: number)
            try checkDepth(of: line, number: number, brackets: &bracketDepth)
            try collectAnchors(in: line, number: number, into: &anchors)
        }
    }

    private func start(line: Int, column: Int = 1, length: Int = 1) -> SourceRange {
        SourceRange(start: SourceLocation(path: source.path, line: line, column: column), length: length)
    }

    private func checkCharacters(of line: String, number: Int) throws(Diagnostic) {
        // Nearly all lines are innocent, which octets tell faster: controls are below 0x20 or begin with C2, FFFE and FFFF with EF.
        guard line.utf8.contains(where: { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F || $0 == 0xC2 || $0 == 0xEF }) else { return }
        guard let bad = line.unicodeScalars.firstIndex(where: Self.isForbidden) else { return }
        let column = line.distance(from: line.startIndex, to: bad) + 1
        let code = String(line.unicodeScalars[bad].value, radix: 16, uppercase: true)
        throw Diagnostic(at: start(line: number, column: column), "the character U+\(code) does not belong in a text file", rule: "syntax")
    }

    private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x09, 0x0B..<0x20, 0x7F, 0x80..<0x85, 0x86..<0xA0, 0xFFFE, 0xFFFF: true
        default: false
        }
    }

    /// Counts brackets without regard to quotes, and dashes that open one list within another.
    private func checkDepth(of line: String, number: Int, brackets: inout Int) throws(Diagnostic) {
        var dashes = 0
        var isIndent = true
        var column = 0
        for octet in line.utf8 {
            column += 1
            switch octet {
            case UInt8(ascii: "["), UInt8(ascii: "{"): brackets += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"): brackets = max(0, brackets - 1)
            case UInt8(ascii: "-"), UInt8(ascii: "?"): if isIndent { dashes += 1 }
            case UInt8(ascii: " "): continue
            default: break
            }
            if octet != UInt8(ascii: "-"), octet != UInt8(ascii: "?") { isIndent = false }
            guard brackets <= limits.depth * 2, dashes <= limits.depth || !isIndent else {
                throw Self.tooDeep(at: SourceLocation(path: source.path, line: number, column: column), limit: limits.depth)
            }
        }
    }

    private func collectAnchors(in line: String, number: Int, into anchors: inout [Substring: SourceRange]) throws(Diagnostic) {
        guard line.utf8.contains(UInt8(ascii: "&")) || (!anchors.isEmpty && line.utf8.contains(UInt8(ascii: "*"))) else { return }
        var index = line.startIndex
        var isTokenStart = true
        while index < line.endIndex {
            let character = line[index]
            guard isTokenStart, character == "&" || character == "*" else {
                isTokenStart = " \t[{,-?:".contains(character)
                index = line.index(after: index)
                continue
            }
            let name = line[line.index(after: index)...].prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
            if character == "&", !name.isEmpty {
                let column = line.distance(from: line.startIndex, to: index) + 1
                anchors[name] = start(line: number, column: column, length: name.count + 1)
            } else if character == "*", let anchor = anchors[name] {
                throw Self.anchor(String(name), at: anchor)
            }
            isTokenStart = false
            index = line.index(after: index)
        }
    }

    static func anchor(_ name: String, at range: SourceRange) -> Diagnostic {
        let hint = "write the value out at each place; a text that begins with `&` stands in quotes"
        return Diagnostic(at: range, "`&\(name)` is an anchor of YAML, which is not read here", hint: hint, rule: "syntax")
    }

    static func tooDeep(at start: SourceLocation, limit: Int) -> Diagnostic {
        Diagnostic(at: SourceRange(start: start, length: 1), "maps and lists are nested more than \(limit) deep", rule: "syntax")
    }

    /// The place of the first octet that is not UTF-8.
    static func notUTF8(_ octets: some Collection<UInt8>, path: String) -> Diagnostic {
        var line = 1
        var column = 1
        for character in String(decoding: octets, as: UTF8.self) {
            if character.unicodeScalars.contains("\u{FFFD}") { break }
            if character.isNewline {
                line += 1
                column = 0
            }
            column += 1
        }
        let range = SourceRange(start: SourceLocation(path: path, line: line, column: column), length: 1)
        return Diagnostic(at: range, "the file is not UTF-8 text from here on", hint: "save it with the encoding UTF-8", rule: "syntax")
    }
}
