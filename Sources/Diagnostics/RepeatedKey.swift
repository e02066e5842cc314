import Yams

/// Finds the place where a key is written a second time.
///
/// The shortest run of lines from the top in which the parser finds a key twice ends with the line of the second one.
struct RepeatedKey {
    /// A key that is there twice, the place of its first, and the line of its second.
    struct Finding {
        let name: String
        let mark: Mark
        let line: Int

        /// Where the second stands: on its line, or above it when the map is in brackets over several lines.
        func range(in source: SourceText, after first: SourceLocation) -> SourceRange? {
            for number in stride(from: line, through: first.line, by: -1) {
                let begin = number == first.line ? first.column + name.count : 1
                guard let text = source.line(number), let column = column(in: text, from: begin) else { continue }
                return SourceRange(start: SourceLocation(path: source.path, line: number, column: column), length: name.count)
            }
            return nil
        }

        /// The last place on a line where the name, perhaps in quotes, is followed by a colon.
        private func column(in text: String, from begin: Int) -> Int? {
            let characters = Array(text)
            let name = Array(name)
            guard !name.isEmpty, characters.count >= name.count else { return nil }
            for start in stride(from: characters.count - name.count, through: max(0, begin - 1), by: -1) {
                let end = start + name.count
                guard characters[start..<end] == name[...] else { continue }
                if start > 0, !" \t{,'\"?-".contains(characters[start - 1]) { continue }
                let rest = characters[end...].drop { "'\" \t".contains($0) }
                if rest.first == ":" { return start + 1 }
            }
            return nil
        }
    }

    let source: SourceText

    /// The first key that is written twice in the order of reading.
    func find() -> Finding? {
        var low = 1
        var high = source.lines.count
        var found: Finding?
        while low <= high {
            let middle = (low + high) / 2
            if let finding = finding(inFirst: middle) {
                found = finding
                high = middle - 1
            } else {
                low = middle + 1
            }
        }
        return found
    }

    private func finding(inFirst count: Int) -> Finding? {
        do {
            let text = source.lines.prefix(count).joined(separator: "\n")
            _ = try Parser(yaml: text, resolver: .basic, encoding: .utf8).singleRoot()
            return nil
        } catch YamlError.duplicatedKeysInMapping(let names, let context) {
            return Finding(name: names.first ?? "", mark: context.mark, line: count)
        } catch {
            return nil
        }
    }
}
