/// What one clip of a language's own vocabulary says, for the recording studio and for synthesis.
public struct ClipText: Hashable, Sendable {
    /// The clip's name: `number/21`.
    public let name: String
    /// What it says: `twenty-one`, `二十一`.
    public let text: String
    /// How that is read in Mandarin, with tone numbers: `er4 shi2 yi1`; none in other languages.
    public let pinyin: String?

    init(_ name: String, _ text: String, pinyin: String? = nil) {
        self.name = name
        self.text = text
        self.pinyin = pinyin
    }
}
