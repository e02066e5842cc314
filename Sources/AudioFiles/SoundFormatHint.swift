/// What a file without a header holds; a file's name tells it.
public enum SoundFormatHint: Sendable, Hashable, CaseIterable {
    /// Raw mu-law octets at 8 kHz, one channel.
    case muLaw
    /// Raw A-law octets at 8 kHz, one channel.
    case aLaw
    /// GSM 06.10 frames of 33 octets at 8 kHz, one channel.
    case gsm
    /// Raw 16-bit little-endian samples at 8 kHz, one channel.
    case linear

    /// The hint in a file's name, if its extension names a format without a header (`.ulaw`, `.ul`, `.pcmu`, `.alaw`, `.al`, `.pcma`,
    /// `.gsm`, `.sln`, `.raw`).
    public init?(fileName: String) {
        guard let dot = fileName.lastIndex(of: ".") else { return nil }
        switch fileName[fileName.index(after: dot)...].lowercased() {
        case "ulaw", "ul", "mulaw", "pcmu": self = .muLaw
        case "alaw", "al", "pcma": self = .aLaw
        case "gsm": self = .gsm
        case "sln", "raw": self = .linear
        default: return nil
        }
    }
}
