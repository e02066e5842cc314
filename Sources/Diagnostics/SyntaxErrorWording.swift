import Yams

/// Says in a designer's words, and at the right place, why a text is not YAML.
struct SyntaxErrorWording {
    let source: SourceText

    /// The finding for an error of the parser.
    func diagnostic(for error: YamlError) -> Diagnostic {
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _):
            if let context, problem.hasPrefix("did not find expected ','") {
                return hiddenComment(from: context.mark, to: mark) ?? LineSlip.near(mark.line, in: source)
                    ?? openBracket(from: context.mark, at: range(of: mark))
            }
            // A quote or bracket that is never closed is best shown where it was opened.
            let isUnclosed = problem == "found unexpected end of stream"
            return syntax(problem, at: range(of: isUnclosed ? context?.mark ?? mark : mark))
        case .composer(_, let problem, let mark, _):
            return composer(problem, at: range(of: mark))
        case .duplicatedKeysInMapping(let duplicates, let context):
            return duplicate(duplicates.first ?? "", firstAt: context.mark)
        default:
            return Diagnostic(at: firstPlace, "this file cannot be read as YAML", rule: "syntax")
        }
    }

    /// A key written twice, shown at its second place.
    static func duplicateKey(_ name: String, at range: SourceRange, first: SourceRange) -> Diagnostic {
        let hint = "it is already on line \(first.start.line); only one of them could count, so keep one"
        return Diagnostic(at: range, "the key `\(name)` is written twice", hint: hint, rule: "duplicate-key")
    }

    private var firstPlace: SourceRange {
        SourceRange(start: SourceLocation(path: source.path, line: 1, column: 1), length: 1)
    }

    private func range(of mark: Mark) -> SourceRange {
        // libyaml reports the end of a file on the line after its last.
        let line = min(mark.line, max(1, source.lines.count))
        return SourceRange(start: source.location(line: line, scalarColumn: mark.column), length: 1)
    }

    private func syntax(_ problem: String, at range: SourceRange) -> Diagnostic {
        let character = source.line(range.start.line)?.dropFirst(range.start.column - 1).first
        let lines = Indentation(source: source)
        switch problem {
        case "did not find expected alphabetic or numeric character":
            return aliasOrAnchor(near: range)
        case "found character that cannot start any token":
            let shown = character == "\t" ? "a tab" : character == "`" ? "a backtick" : character.map { "`\($0)`" } ?? "this"
            let hint = character == "\t" ? "indent with blanks" : "put a text that begins with it in quotes"
            return Diagnostic(at: range, "\(shown) cannot begin a value", hint: hint, rule: "syntax")
        case "mapping values are not allowed in this context":
            let hint = "a text with a colon in it stands in quotes; look at the line above for a missing colon, and at the indentation"
            return LineSlip.near(range.start.line, in: source) ?? lines.tooDeep(at: range.start.line)
                ?? lines.withoutColon(above: range.start.line)
                ?? Diagnostic(at: range, "a colon is not expected here", hint: hint, rule: "syntax")
        case "could not find expected ':'":
            let hint = "a key is followed by a colon and a blank"
            return LineSlip.near(range.start.line, in: source) ?? lines.withoutColon(above: range.start.line)
                ?? Diagnostic(at: range, "a key before this place has no colon", hint: hint, rule: "syntax")
        case "did not find expected key", "did not find expected '-' indicator":
            let hint = "look at the indentation, and for a quote or a bracket that is not closed"
            return LineSlip.near(range.start.line, in: source) ?? lines.unlikeAbove(at: range)
                ?? Diagnostic(at: range, "this does not continue the map or list above it", hint: hint, rule: "syntax")
        case "found unexpected end of stream":
            return Diagnostic(at: range, "the text that begins here is not closed", hint: "a quote is missing at its end", rule: "syntax")
        case "found a tab character that violates indentation":
            return Diagnostic(at: range, "a tab cannot indent", hint: "indent with blanks", rule: "syntax")
        default:
            if source.line(range.start.line)?.first == "%" {
                let hint = "a comment begins with `#`"
                return Diagnostic(at: place(range.start.line, 1), "a line cannot begin with `%`", hint: hint, rule: "syntax")
            }
            return Diagnostic(at: range, "this is not YAML: \(problem)", rule: "syntax")
        }
    }

    private func place(_ line: Int, _ column: Int) -> SourceRange {
        SourceRange(start: SourceLocation(path: source.path, line: line, column: column), length: 1)
    }

    private func composer(_ problem: String, at range: SourceRange) -> Diagnostic {
        switch problem {
        case "found undefined alias": aliasOrAnchor(near: range)
        case "but found another document":
            Diagnostic(at: range, "one file holds one document", hint: "remove the line `---`", rule: "syntax")
        default: Diagnostic(at: range, "this is not YAML: \(problem)", rule: "syntax")
        }
    }

    /// Within brackets something else than a comma or the end of them: a bracket is not closed, or a text lacks quotes.
    private func openBracket(from start: Mark, at range: SourceRange) -> Diagnostic {
        let open = source.location(line: start.line, scalarColumn: start.column)
        guard open.line != range.start.line, !Indentation(source: source).isClosed(bracketAt: open, beyond: range.start.line) else {
            let hint =
                open.line == range.start.line
                ? "a text with quotes, commas or brackets in it stands in quotes as a whole: 'city == \"Shanghai\"'"
                : "within brackets a comma stands between two entries"
            return Diagnostic(at: range, "a comma or the closing bracket is missing before this", hint: hint, rule: "syntax")
        }
        let hint = "its other half, or a quote, is missing before line \(range.start.line), column \(range.start.column)"
        return Diagnostic(at: SourceRange(start: open, length: 1), "this bracket is not closed", hint: hint, rule: "syntax")
    }

    /// A `#` without quotes within brackets hides what follows, the closing bracket first of all.
    private func hiddenComment(from start: Mark, to end: Mark) -> Diagnostic? {
        guard start.line <= end.line else { return nil }
        for number in start.line...end.line {
            guard let line = source.line(number), let sign = line.indices.first(where: { isBareComment($0, in: line) }) else { continue }
            let column = line.distance(from: line.startIndex, to: sign) + 1
            let place = SourceRange(start: SourceLocation(path: source.path, line: number, column: column), length: 1)
            let message = "`#` without quotes begins a comment, which hides the rest of the line and with it the closing bracket"
            return Diagnostic(at: place, message, suggestion: "\"#\"", rule: "syntax")
        }
        return nil
    }

    private func isBareComment(_ index: String.Index, in line: String) -> Bool {
        guard line[index] == "#", index > line.startIndex, line[line.index(before: index)] == " " else { return false }
        let before = line[..<index].reversed().drop { $0 == " " }.first
        return before == ":" || before == "," || before == "[" || before == "{"
    }

    /// `*` and `&` have a meaning of their own in YAML; the scanner stops one character behind them.
    private func aliasOrAnchor(near range: SourceRange) -> Diagnostic {
        let line = source.line(range.start.line) ?? ""
        let before = line.prefix(range.start.column)
        let sign = before.last { $0 == "*" || $0 == "&" } ?? "*"
        let offset = before.lastIndex(of: sign).map { before.distance(from: before.startIndex, to: $0) } ?? range.start.column - 1
        let place = SourceRange(start: SourceLocation(path: source.path, line: range.start.line, column: offset + 1), length: 1)
        let message = "`\(sign)` without quotes is \(sign == "*" ? "an alias" : "an anchor") of YAML, not a key of the telephone or a text"
        return Diagnostic(
            at: place, message, suggestion: "\"\(sign)\"", rule: "syntax")
    }

    /// Yams names the first of two equal keys, and of several pairs the first in the alphabet; people look for the first one repeated.
    private func duplicate(_ name: String, firstAt mark: Mark) -> Diagnostic {
        let repeated = RepeatedKey(source: source).find() ?? RepeatedKey.Finding(name: name, mark: mark, line: mark.line)
        let first = source.location(line: repeated.mark.line, scalarColumn: repeated.mark.column)
        let firstRange = SourceRange(start: first, length: repeated.name.count)
        return Self.duplicateKey(repeated.name, at: repeated.range(in: source, after: first) ?? firstRange, first: firstRange)
    }
}
