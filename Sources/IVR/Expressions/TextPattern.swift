/// A pattern for `matches()`: the common part of regular expressions (RE2 syntax), run in time linear in the text.
///
/// It has characters, `.`, classes `[a-z]` and `[^0-9]`, `\d \w \s`, groups, `|`, `^`, `$` and the counts `? * + {n} {n,} {n,m}`.
/// The text is read once while the set of possible places in the program is kept (Thompson), so nothing backtracks.
public struct TextPattern: Hashable, Sendable {
    /// Why a pattern cannot be read.
    public struct Malformed: Error, Hashable, Sendable {
        /// What is wrong with it.
        public let message: String
    }

    /// The most instructions a pattern may become.
    public static let programLimit = 512

    private let program: [PatternInstruction]

    /// Reads a pattern.
    public init(_ pattern: String) throws(Malformed) {
        program = try PatternCompiler.program(of: pattern)
    }

    /// Whether the pattern matches some part of the text; `^` and `$` tie it to the ends.
    public func isFound(in text: String) -> Bool {
        var places = PatternPlaces(count: program.count)
        let scalars = Array(text.unicodeScalars)
        for position in 0...scalars.count {
            places.add(0, program, atStart: position == 0, atEnd: position == scalars.count)
            if places.hasMatched { return true }
            guard position < scalars.count else { return false }
            places.advance(over: scalars[position], program, atEnd: position + 1 == scalars.count)
            if places.hasMatched { return true }
        }
        return false
    }
}

/// One instruction of a compiled pattern.
enum PatternInstruction: Hashable, Sendable {
    case accept([ClosedRange<UInt32>], inverted: Bool)
    case fork(Int, Int)
    case jump(Int)
    case start
    case end
    case matched
}

/// The places of a program that the text read so far may have led to.
private struct PatternPlaces {
    private var current: [Int] = []
    private var isMember: [Bool]
    private(set) var hasMatched = false

    init(count: Int) {
        isMember = Array(repeating: false, count: count)
    }

    /// Adds a place and all that is reached from it without reading; an explicit stack keeps the depth bounded.
    mutating func add(_ place: Int, _ program: [PatternInstruction], atStart: Bool, atEnd: Bool) {
        var pending = [place]
        while let place = pending.popLast() {
            guard program.indices.contains(place), !isMember[place] else { continue }
            isMember[place] = true
            switch program[place] {
            case .accept: current.append(place)
            case .fork(let first, let second): pending += [second, first]
            case .jump(let target): pending.append(target)
            case .start: if atStart { pending.append(place + 1) }
            case .end: if atEnd { pending.append(place + 1) }
            case .matched: hasMatched = true
            }
        }
    }

    mutating func advance(over scalar: Unicode.Scalar, _ program: [PatternInstruction], atEnd: Bool) {
        let before = current
        current.removeAll(keepingCapacity: true)
        for place in isMember.indices { isMember[place] = false }
        for place in before {
            guard case .accept(let ranges, let inverted) = program[place] else { continue }
            if ranges.contains(where: { $0.contains(scalar.value) }) != inverted {
                add(place + 1, program, atStart: false, atEnd: atEnd)
            }
        }
    }
}
