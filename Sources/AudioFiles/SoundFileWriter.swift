#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif
import Audio

/// Writes a mono WAV file that can be played at any moment, even if the machine stops in the middle of it.
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

    /// How much sound is in the file [samples].
    public private(set) var count = 0

    private let descriptor: Int32
    private let rate: Int
    private var finished = false

    /// Begins a file in an empty, seekable descriptor, which is closed by ``finish()`` or when the writer goes away.
    public init(fileDescriptor: Int32, format: Format = .wave) throws(SoundFileError) {
        descriptor = fileDescriptor
        rate = format.rate
        try writeHeader()
    }

    deinit {
        if !finished { close(descriptor) }
    }

    /// Adds samples; when this returns, the file is whole.
    public mutating func append(_ samples: Span<Int16>) throws(SoundFileError) {
        guard samples.count > 0, (count + samples.count) * 2 <= WAVHeader.mostData else { return }
        var octets: [UInt8] = []
        octets.reserveCapacity(samples.count * 2)
        for index in 0..<samples.count {
            octets.append(UInt8(truncatingIfNeeded: samples[index]))
            octets.append(UInt8(truncatingIfNeeded: samples[index] >> 8))
        }
        try write(octets, at: WAVHeader.count + count * 2)
        count += samples.count
        try writeHeader()
    }

    /// Puts the file on the disk and closes it.
    public mutating func finish() throws(SoundFileError) {
        guard !finished else { return }
        finished = true
        let synced = fsync(descriptor)
        let reason = errno
        close(descriptor)
        // Pipes and special files cannot be synchronised, and need not be.
        guard synced == 0 || reason == EINVAL || reason == EROFS else { throw SoundFileWriter.failure(reason) }
    }

    private func writeHeader() throws(SoundFileError) {
        try write(WAVHeader.octets(rate: rate, dataCount: count * 2), at: 0)
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
