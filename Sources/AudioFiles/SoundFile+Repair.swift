#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension SoundFile {
    /// What a file holds whose writer did not come to its end.
    public struct Remains: Hashable, Sendable {
        /// How much sound there is [samples of one channel].
        public var count: Int
        /// [Hz].
        public var rate: Int
        /// How many channels.
        public var channels: Int
    }

    /// Makes a WAV file of ``SoundFileWriter`` whole whose writer was killed: the header counts all the sound that arrived.
    ///
    /// Returns nil when there is no sound in it, or when it is another kind of file; then it stays as it is.
    public static func repair(fileDescriptor: Int32) throws(SoundFileError) -> Remains? {
        var header = [UInt8](repeating: 0, count: WAVHeader.count)
        let size = Int(lseek(fileDescriptor, 0, SEEK_END))
        guard size > WAVHeader.count, pread(fileDescriptor, &header, header.count, 0) == header.count,
            let (rate, channels) = WAVHeader.parts(of: header)
        else { return nil }
        let count = min(size - WAVHeader.count, WAVHeader.mostData) / (channels * 2)
        guard count > 0 else { return nil }
        let octets = WAVHeader.octets(rate: rate, channels: channels, dataCount: count * channels * 2)
        guard octets == header || pwrite(fileDescriptor, octets, octets.count, 0) == octets.count else {
            throw .cannotWrite(reason: String(cString: strerror(errno)))
        }
        return Remains(count: count, rate: rate, channels: channels)
    }
}
