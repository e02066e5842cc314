#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif
import Audio

/// Writes a WAV file that can be played at any moment, even if the machine stops in the middle of it.
///
/// Samples are written first and then the sizes in the header: a file that is cut off between the two has a few samples
/// that its header does not count, never the other way round.
public struct SoundFileWriter: ~Copyable {
    /// What is written.
    public enum Format: Sendable, Hashable {
        /// 16-bit PCM at 8 kHz.
        case wave
        /// 16-bit PCM at another rate [Hz].
        case waveAt(rate: Int)

        var rate: Int {
            switch self {
            case .wave: SampleRate.narrowband.hertz
            case .waveAt(let rate): rate
            }
        }
    }

    /// How much sound is in the file [samples of one channel].
    public private(set) var count = 0

    private let descriptor: Int32
    private let rate: Int
    private let channels: Int
    private var finished = false

    /// Begins a file in an empty, seekable descriptor, which is closed by ``finish()`` or when the writer goes away.
    ///
    /// - Parameter channels: how many channels the samples take turns for.
    public init(fileDescriptor: Int32, format: Format = .wave, channels: Int = 1) throws(SoundFileError) {
        descriptor = fileDescriptor
        rate = format.rate
        self.channels = max(1, channels)
        try writeHeader()
    }

    deinit {
        if !finished { close(descriptor) }
    }

    /// How long one sample of all channels is [octets].
    private var frame: Int { channels * 2 }

    /// Adds samples, those of all channels in turn; when this returns, the file is whole.
    public mutating func append(_ samples: Span<Int16>) throws(SoundFileError) {
        guard samples.count > 0, count * frame + samples.count * 2 <= WAVHeader.mostData else { return }
        var octets: [UInt8] = []
        octets.reserveCapacity(samples.count * 2)
        for index in 0..<samples.count {
            octets.append(UInt8(truncatingIfNeeded: samples[index]))
            octets.append(UInt8(truncatingIfNeeded: samples[index] >> 8))
        }
        try write(octets, at: WAVHeader.count + count * frame)
        count += samples.count / channels
        try writeHeader()
    }

    /// Adds silence, which takes no room on most disks [samples of one channel].
    public mutating func appendSilence(_ samples: Int) throws(SoundFileError) {
        guard samples > 0, (count + samples) * frame <= WAVHeader.mostData else { return }
        guard ftruncate(descriptor, off_t(WAVHeader.count + count * frame)) == 0,
            ftruncate(descriptor, off_t(WAVHeader.count + (count + samples) * frame)) == 0
        else { throw SoundFileWriter.failure(errno) }
        count += samples
        try writeHeader()
    }

    /// Closes the file, and puts it on the disk before unless somebody else does so later.
    public mutating func finish(synchronizing: Bool = true) throws(SoundFileError) {
        guard !finished else { return }
        finished = true
        let synced = synchronizing ? fsync(descriptor) : 0
        let reason = errno
        close(descriptor)
        // Pipes and special files cannot be synchronised, and need not be.
        guard synced == 0 || reason == EINVAL || reason == EROFS else { throw SoundFileWriter.failure(reason) }
    }

    private func writeHeader() throws(SoundFileError) {
        try write(WAVHeader.octets(rate: rate, channels: channels, dataCount: count * frame), at: 0)
    }

    /// Writes all octets at an offset; what was written before and beyond stays.
    private func write(_ octets: [UInt8], at offset: Int) throws(SoundFileError) {
        var done = 0
        while done < octets.count {
            let written = octets[done...].withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, off_t(offset + done)) }
            if written > 0 {
                done += written
            } else if errno != EINTR {
                throw SoundFileWriter.failure(errno)
            }
        }
    }

    private static func failure(_ number: Int32) -> SoundFileError {
        .cannotWrite(reason: String(cString: strerror(number)))
    }
}
