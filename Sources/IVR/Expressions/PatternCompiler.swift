/// Reads the text of a `TextPattern` into its program.
struct PatternCompiler {
    private typealias Malformed = TextPattern.Malformed
    private static let depthLimit = 16

    private let scalars: [Unicode.Scalar]
    private var position = 0
    private var depth = 0

    static func program(of pattern: String) throws(TextPattern.Malformed) -> [PatternInstruction] {
        var compiler = PatternCompiler(scalars: Array(pattern.unicodeScalars))
        let body = try compiler.alternatives()
        guard compiler.next == nil else { throw Malformed(message: "the pattern has a \")\" too many") }
        return body + [.matched]
    }

    private init(scalars: [Unicode.Scalar]) {
        self.scalars = scalars
    }

    private var next: Unicode.Scalar? {
        position < scalars.count ? scalars[position] : nil
    }

    private mutating func skip(_ scalar: Unicode.Scalar) -> Bool {
        guard next == scalar else { return false }
        position += 1
        return true
    }

    private func bounded(_ code: [PatternInstruction]) throws(Malformed) -> [PatternInstruction] {
        guard code.count < TextPattern.programLimit else { throw Malformed(message: "the pattern is too large") }
        return code
    }

    private mutating func alternatives() throws(Malformed) -> [PatternInstruction] {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.depthLimit else { throw Malformed(message: "the pattern is nested too deeply") }
        var branches = [try sequence()]
        while skip("|") { branches.append(try sequence()) }
        var code = branches.removeLast()
        for branch in branches.reversed() {
            code =
                [.fork(1, branch.count + 2)] + branch.moved(by: 1) + [.jump(branch.count + 2 + code.count)]
                + code.moved(by: branch.count + 2)
            code = try bounded(code)
        }
        return code
    }

    private mutating func sequence() throws(Malformed) -> [PatternInstruction] {
        var code: [PatternInstruction] = []
        while let scalar = next, scalar != "|", scalar != ")" {
            let item = try counted(try item())
            code = try bounded(code + item.moved(by: code.count))
        }
        return code
    }

    private mutating func item() throws(Malformed) -> [PatternInstruction] {
        guard let scalar = next else { return [] }
        position += 1
        switch scalar {
        case "^": return [.start]
        case "$": return [.end]
        case ".": return [.accept([10...10], inverted: true)]
        case "(": return try group()
        case "[": return try set()
        case "\\": return [.accept(try escaped(), inverted: false)]
        case "*", "+", "?", "{": throw Malformed(message: "\"\(scalar)\" in the pattern repeats nothing")
        default: return [.accept([scalar.value...scalar.value], inverted: false)]
        }
    }

    private mutating func group() throws(Malformed) -> [PatternInstruction] {
        let body = try alternatives()
        guard skip(")") else { throw Malformed(message: "a \"(\" of the pattern is not closed") }
        return body
    }

    private mutating func escaped() throws(Malformed) -> [ClosedRange<UInt32>] {
        guard let scalar = next else { throw Malformed(message: "the pattern ends with a backslash") }
        position += 1
        switch scalar {
        case "d": return [48...57]
        case "w": return [48...57, 65...90, 95...95, 97...122]
        case "s": return [9...13, 32...32]
        default:
            guard !scalar.properties.isAlphabetic, !("0"..."9").contains(scalar) else {
                throw Malformed(message: "the pattern has an unknown escape \\\(scalar)")
            }
            return [scalar.value...scalar.value]
        }
    }

    private mutating func set() throws(Malformed) -> [PatternInstruction] {
        let inverted = skip("^")
        var ranges: [ClosedRange<UInt32>] = []
        while let scalar = next {
            position += 1
            if scalar == "]", !ranges.isEmpty { return [.accept(ranges, inverted: inverted)] }
            if scalar == "\\" {
                ranges += try escaped()
            } else if next == "-", position + 1 < scalars.count, scalars[position + 1] != "]" {
                let upper = scalars[position + 1]
                guard scalar <= upper else { throw Malformed(message: "the range \(scalar)-\(upper) of the pattern is upside down") }
                position += 2
                ranges.append(scalar.value...upper.value)
            } else {
                ranges.append(scalar.value...scalar.value)
            }
        }
        throw Malformed(message: "a \"[\" of the pattern is not closed")
    }

    /// Applies the counts that follow an item.
    private mutating func counted(_ item: [PatternInstruction]) throws(Malformed) -> [PatternInstruction] {
        guard let scalar = next else { return item }
        let (least, most): (Int, Int?)
        switch scalar {
        case "?": (least, most) = (0, 1)
        case "*": (least, most) = (0, nil)
        case "+": (least, most) = (1, nil)
        case "{": (least, most) = try braces()
        default: return item
        }
        position += 1
        if let again = next, "?*+{".unicodeScalars.contains(again) { throw Malformed(message: "the pattern has two counts in a row") }
        return try repeated(item, least, most)
    }

    /// Reads `{n}`, `{n,}` or `{n,m}` up to its closing brace.
    private mutating func braces() throws(Malformed) -> (Int, Int?) {
        position += 1
        let least = number()
        let isOpen = skip(",")
        let most = isOpen ? number() : least
        guard let least, next == "}", most.map({ $0 >= least }) ?? isOpen, max(least, most ?? 0) <= 100 else {
            throw Malformed(message: "the pattern has a wrong count in braces")
        }
        return (least, most)
    }

    private mutating func number() -> Int? {
        var text = ""
        while let scalar = next, ("0"..."9").contains(scalar), text.count < 4 {
            text.unicodeScalars.append(scalar)
            position += 1
        }
        return Int(text)
    }

    private func repeated(_ item: [PatternInstruction], _ least: Int, _ most: Int?) throws(Malformed) -> [PatternInstruction] {
        var code: [PatternInstruction] = []
        for _ in 0..<least { code = try bounded(code + item.moved(by: code.count)) }
        guard let most else {
            let loop = [.fork(1, item.count + 2)] + item.moved(by: 1) + [PatternInstruction.jump(0)]
            return try bounded(code + loop.moved(by: code.count))
        }
        for _ in least..<max(least, most) {
            let option = [PatternInstruction.fork(1, item.count + 1)] + item.moved(by: 1)
            code = try bounded(code + option.moved(by: code.count))
        }
        return code
    }
}

extension [PatternInstruction] {
    /// The same code that many places further down.
    fileprivate func moved(by distance: Int) -> [PatternInstruction] {
        map { instruction in
            switch instruction {
            case .fork(let first, let second): .fork(first + distance, second + distance)
            case .jump(let target): .jump(target + distance)
            default: instruction
            }
        }
    }
}
