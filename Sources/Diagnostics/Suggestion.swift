/// Finds what was probably meant by a name that nobody knows.
public enum Suggestion {
    /// The nearest of some names, when it is near enough to be a slip of the fingers; of two equally near the one with the longer
    /// beginning and end in common, then the first in the alphabet.
    ///
    /// One edit is a letter too many, missing, wrong, or two neighbours swapped (Damerau 1964). Names of up to three letters may be one
    /// edit away, up to seven two, longer ones three; `-`, `_` and capitals are free.
    public static func nearest(to name: String, in candidates: some Sequence<String>) -> String? {
        let wanted = folded(name)
        guard !wanted.isEmpty, wanted.count <= 64 else { return nil }
        let limit = wanted.count <= 3 ? 1 : wanted.count <= 7 ? 2 : 3
        var best: (distance: Int, difference: Int, name: String)?
        for candidate in candidates where candidate != name {
            let letters = folded(candidate)
            guard abs(letters.count - wanted.count) <= limit, letters.count <= 64 else { continue }
            let distance = distance(wanted, letters)
            guard distance <= limit, distance < max(wanted.count, letters.count) else { continue }
            let difference = difference(wanted, letters)
            if let best, (best.distance, best.difference, best.name) <= (distance, difference, candidate) { continue }
            best = (distance, difference, candidate)
        }
        return best?.name
    }

    /// The same as a question behind a sentence, `; did you mean "x"?`; empty when nothing is near enough.
    public static func question(for name: String, in candidates: some Sequence<String>) -> String {
        nearest(to: name, in: candidates).map { "; did you mean \"\($0)\"?" } ?? ""
    }

    /// Whether two names differ in nothing but `-`, `_`, blanks and capitals.
    public static func isSame(_ name: String, _ other: String) -> Bool { folded(name) == folded(other) }

    /// The number of edits between two words, a swap of neighbours counting as one.
    public static func distance(_ left: String, _ right: String) -> Int {
        distance(Array(left), Array(right))
    }

    /// How many letters of the first lie between the beginning and the end that both have in common.
    private static func difference(_ left: [Character], _ right: [Character]) -> Int {
        let beginning = zip(left, right).prefix { $0 == $1 }.count
        let end = zip(left.reversed(), right.reversed()).prefix { $0 == $1 }.count
        return max(0, left.count - beginning - end)
    }

    private static func folded(_ name: String) -> [Character] {
        name.lowercased().filter { $0 != "-" && $0 != "_" && $0 != " " }.map { $0 }
    }

    /// The optimal string alignment distance, row by row.
    private static func distance(_ left: [Character], _ right: [Character]) -> Int {
        var before: [Int] = []
        var previous = Array(0...right.count)
        for (row, leftLetter) in left.enumerated() {
            var current = [row + 1]
            for (column, rightLetter) in right.enumerated() {
                let substituted = previous[column] + (leftLetter == rightLetter ? 0 : 1)
                var cost = min(substituted, previous[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, leftLetter == right[column - 1], left[row - 1] == rightLetter {
                    cost = min(cost, before[column - 1] + 1)
                }
                current.append(cost)
            }
            (before, previous) = (previous, current)
        }
        return previous.last ?? 0
    }
}
