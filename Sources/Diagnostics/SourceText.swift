/// A file's text cut into lines, to show the line that a finding is about.
public struct SourceText: Sendable {
    /// The file as it was named to us.
    public let path: String
    /// Its lines, without their ends.
    public let lines: [String]
    /// Which lines hold nothing but ASCII, where characters, Unicode scalars and octets are the same.
    private let isASCII: [Bool]

    /// Cuts a text where YAML 1.1 ends a line: LF, CR, CR LF, NEL, LS and PS, so that lines are counted as libyaml counts them.
    public init(_ text: String, path: String) {
        self.path = path
        var cutter = LineCutter()
        for octet in text.utf8 { cutter.take(octet) }
        cutter.finish()
        lines = cutter.lines
        isASCII = cutter.isASCII
    }

    /// A line by its number from 1, if there is one.
    public func line(_ number: Int) -> String? {
        lines.indices.contains(number - 1) ? lines[number - 1] : nil
    }

    /// Whether a line holds nothing but ASCII.
    func isASCII(line number: Int) -> Bool { isASCII.indices.contains(number - 1) && isASCII[number - 1] }

    /// What is shown of a line for a finding at a range of it.
    func excerpt(_ range: SourceRange) -> SourceExcerpt? {
        let number = range.start.line
        return line(number).map {
            SourceExcerpt(of: $0, isASCII: isASCII[number - 1], column: range.start.column, length: range.length)
        }
    }

    /// The place of a Unicode scalar, counted as libyaml does, in characters.
    func location(line number: Int, scalarColumn: Int) -> SourceLocation {
        guard scalarColumn > 1, let line = line(number), !isASCII[number - 1] else {
            return SourceLocation(path: path, line: number, column: max(1, scalarColumn))
        }
        var before = String.UnicodeScalarView()
        before.append(contentsOf: line.unicodeScalars.prefix(scalarColumn - 1))
        return SourceLocation(path: path, line: number, column: String(before).count + 1)
    }
}

/// Cuts octets of UTF-8 into lines.
private struct LineCutter {
    private(set) var lines: [String] = []
    private(set) var isASCII: [Bool] = []
    private var current: [UInt8] = []
    private var allASCII = true
    private var endedByReturn = false

    /// Takes one octet of valid UTF-8.
    mutating func take(_ octet: UInt8) {
        defer { endedByReturn = octet == 0x0D }
        switch octet {
        case 0x0A where endedByReturn: break
        case 0x0A, 0x0D: finish()
        case 0x80...:
            allASCII = false
            current.append(octet)
            cutUnicodeBreak()
        default: current.append(octet)
        }
    }

    /// NEL is C2 85, LS and PS are E2 80 A8 and E2 80 A9.
    private mutating func cutUnicodeBreak() {
        for sign: [UInt8] in [[0xC2, 0x85], [0xE2, 0x80, 0xA8], [0xE2, 0x80, 0xA9]] where current.suffix(sign.count) == sign[...] {
            current.removeLast(sign.count)
            finish()
            return
        }
    }

    /// Ends a line.
    mutating func finish() {
        lines.append(String(decoding: current, as: UTF8.self))
        isASCII.append(allASCII)
        current.removeAll(keepingCapacity: true)
        allASCII = true
    }
}
