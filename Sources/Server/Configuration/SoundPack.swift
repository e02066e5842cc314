/// A Debian package with recorded words, used where it is installed; nothing of it is copied.
public enum SoundPack: String, Sendable, CaseIterable {
    /// `asterisk-core-sounds-en-wav`: Allison Smith in American English, CC-BY-SA-3.0.
    case asterisk
}
