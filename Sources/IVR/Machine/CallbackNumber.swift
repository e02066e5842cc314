/// A number that somebody can be called back at.
public enum CallbackNumber {
    /// How many digits a number has, from that of a desk to the longest one of the world (ITU-T E.164).
    private static let lengths = 3...15

    /// The number without blanks and signs between its digits, its `+` kept; nil when it is none: withheld, a name, too long.
    public static func checked(_ text: String) -> String? {
        let bare = text.filter { !" -./()".contains($0) }
        let digits = bare.hasPrefix("+") ? bare.dropFirst() : bare[...]
        guard lengths.contains(digits.count), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return bare
    }
}
