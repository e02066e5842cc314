extension String {
    /// The text without the byte order mark (U+FEFF) that some editors and spreadsheets write before it.
    public var withoutByteOrderMark: String {
        unicodeScalars.first == "\u{FEFF}" ? String(unicodeScalars.dropFirst()) : self
    }
}
