import CSoundFile

extension SoundFile {
    /// In which form sound is kept.
    public enum Format: String, Hashable, Sendable, CaseIterable {
        /// 16-bit PCM.
        case wav
        /// The same samples in about half of the room.
        case flac
        /// For ears: a tenth of the room.
        case opus

        var code: Int32 {
            switch self {
            case .wav: Int32(SF_FORMAT_WAV | SF_FORMAT_PCM_16)
            case .flac: Int32(SF_FORMAT_FLAC | SF_FORMAT_PCM_16)
            case .opus: Int32(SF_FORMAT_OGG | SF_FORMAT_OPUS)
            }
        }
    }

    /// Writes a sound file anew in another form, all channels, piece by piece.
    ///
    /// What stands at `target` is replaced; a target that could not be written to its end is not to be used.
    public static func convert(_ source: String, to target: String, as format: Format) throws(SoundFileError) {
        var info = SF_INFO()
        guard let reader = sf_open(source, Int32(SFM_READ), &info) else { throw .unsupported(reason: reason(of: nil)) }
        defer { sf_close(reader) }
        var written = SF_INFO()
        written.samplerate = info.samplerate
        written.channels = info.channels
        written.format = format.code
        guard let writer = sf_open(target, Int32(SFM_WRITE), &written) else { throw .cannotWrite(reason: reason(of: nil)) }
        let copied = copy(reader, writer, channels: Int(info.channels))
        let problem = reason(of: writer)
        guard sf_close(writer) == 0, copied == info.frames else { throw .cannotWrite(reason: problem) }
    }

    /// Returns how much there was [samples of one channel]; less when the target takes no more.
    private static func copy(_ reader: OpaquePointer, _ writer: OpaquePointer, channels: Int) -> sf_count_t {
        let block = 8000
        var samples = [Int16](repeating: 0, count: block * max(1, channels))
        var done: sf_count_t = 0
        while true {
            let count = sf_readf_short(reader, &samples, sf_count_t(block))
            guard count > 0 else { return done }
            guard sf_writef_short(writer, samples, count) == count else { return done }
            done += count
        }
    }

    private static func reason(of file: OpaquePointer?) -> String {
        sf_strerror(file).map { String(cString: $0) } ?? "unknown"
    }
}
