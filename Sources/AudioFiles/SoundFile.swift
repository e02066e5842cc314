import Audio
import CSoundFile

/// Reads sound files that are in memory: WAV, AIFF, AU, FLAC, Ogg and what else libsndfile knows by its header, raw telephone formats by
/// hint.
public enum SoundFile {
    /// More channels than this are nobody's telephone prompt.
    public static let mostChannels = 8
    /// The longest sound that is read unless the caller says otherwise [s].
    public static let longest = 3600

    /// Decodes a whole file; any rate, and any number of channels up to 8, which are mixed down to one.
    ///
    /// With a `hint` the bytes are taken as raw sound, unless they begin like a file with a header.
    public static func decode(
        _ bytes: [UInt8], as hint: SoundFormatHint? = nil, limit seconds: Int = longest
    ) throws(SoundFileError) -> SoundClip {
        guard !bytes.isEmpty else { throw .empty }
        let raw = WAVHeader.begins(bytes) ? nil : hint
        if let raw, raw != .gsm {
            let clip = decodeRaw(bytes, as: raw)
            guard !clip.samples.isEmpty else { throw .noSamples }
            guard clip.samples.count / clip.rate <= seconds else { throw .tooLong(seconds: clip.samples.count / clip.rate, limit: seconds) }
            return clip
        }
        if let missing = WAVHeader.missingSamples(bytes) { throw .truncated(expected: missing.expected, found: missing.found) }
        var failure: SoundFileError?
        var clip: SoundClip?
        // The reader works on the bytes where they are; they outlive it.
        bytes.withUnsafeBytes { memory in
            do throws(SoundFileError) {
                var reader = try SoundFileReader(memory, isGSM: raw == .gsm)
                clip = try reader.readAll(limit: seconds)
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        guard let clip else { throw .notASoundFile }
        return clip
    }

    private static func decodeRaw(_ bytes: [UInt8], as hint: SoundFormatHint) -> SoundClip {
        let samples: [Int16] =
            switch hint {
            // These go through the reader.
            case .gsm: []
            case .muLaw: bytes.map { G711.decode($0, .mu) }
            case .aLaw: bytes.map { G711.decode($0, .a) }
            case .linear:
                stride(from: 0, to: bytes.count - 1, by: 2).map { index in
                    Int16(bitPattern: UInt16(bytes[index]) | UInt16(bytes[index + 1]) << 8)
                }
            }
        return SoundClip(samples: samples, rate: SampleRate.narrowband.hertz)
    }
}
