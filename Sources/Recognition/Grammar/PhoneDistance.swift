/// How far what is said is from something else that is said: the phones that have to be put in, left out or changed (Levenshtein 1965).
public enum PhoneDistance {
    /// The distance, or nil when it is more than the limit.
    public static func between(_ one: [String], _ other: [String], atMost limit: Int) -> Int? {
        guard abs(one.count - other.count) <= limit else { return nil }
        var row = Array(0...other.count)
        for (index, phone) in one.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for (column, rival) in other.enumerated() {
                let changed = diagonal + (phone == rival ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(changed, row[column] + 1, diagonal + 1)
            }
            guard row.contains(where: { $0 <= limit }) else { return nil }
        }
        return row[other.count] <= limit ? row[other.count] : nil
    }
}
