import Audio
import CSoundFile

/// A file in memory, opened by libsndfile; closed when it goes away.
struct SoundFileReader: ~Copyable {
    /// Where libsndfile reads.
    private struct Cursor {
        let memory: UnsafeRawBufferPointer
        var position = 0
    }

    /// The interleaved samples that are read at a time [samples of one channel].
    private static let block = 4096

    private let cursor: UnsafeMutablePointer<Cursor>
    private let file: OpaquePointer
    private let info: SF_INFO

    /// Opens what begins like a sound file, or GSM frames without a header; `memory` must outlive the reader.
    init(_ memory: UnsafeRawBufferPointer, isGSM: Bool = false) throws(SoundFileError) {
        cursor = .allocate(capacity: 1)
        cursor.initialize(to: Cursor(memory: memory))
        var info = SF_INFO()
        if isGSM {
            info.format = Int32(SF_FORMAT_RAW | SF_FORMAT_GSM610)
            info.samplerate = Int32(SampleRate.narrowband.hertz)
            info.channels = 1
        }
        var access = SoundFileReader.access
        guard let file = sf_open_virtual(&access, Int32(SFM_READ), &info, cursor) else {
            let reason = SoundFileReader.reason(nil)
            let recognized = sf_error(nil) != Int32(SF_ERR_UNRECOGNISED_FORMAT)
            cursor.deallocate()
            if recognized { throw .unsupported(reason: reason) }
            throw .notASoundFile
        }
        self.file = file
        self.info = info
    }

    deinit {
        sf_close(file)
        cursor.deallocate()
    }

    /// Reads to the end and mixes all channels to one.
    mutating func readAll(limit seconds: Int) throws(SoundFileError) -> SoundClip {
        let (channels, rate) = (Int(info.channels), Int(info.samplerate))
        guard 1...SoundFile.mostChannels ~= channels else { throw .tooManyChannels(channels) }
        guard Resampler.rates.contains(rate) else { throw .unusableRate(rate) }
        // Some headers do not know their length; the limit holds while reading, too.
        let most = rate * max(0, seconds)
        let announced = info.frames == Int64.max ? 0 : Int(clamping: info.frames)
        guard announced <= most else { throw .tooLong(seconds: announced / rate, limit: seconds) }

        var samples: [Int16] = []
        samples.reserveCapacity(announced)
        var block = [Float](repeating: 0, count: SoundFileReader.block * channels)
        while true {
            let count = Int(sf_readf_float(file, &block, sf_count_t(SoundFileReader.block)))
            guard count > 0 else { break }
            for frame in 0..<count {
                var sum: Float = 0
                for channel in 0..<channels { sum += block[frame * channels + channel] }
                samples.append(Int16(clamped: sum * 32768 / Float(channels)))
            }
            guard samples.count <= most else { throw .tooLong(seconds: samples.count / rate, limit: seconds) }
        }
        guard samples.count >= announced else { throw .truncated(expected: announced, found: samples.count) }
        guard !samples.isEmpty else { throw .noSamples }
        return SoundClip(samples: samples, rate: rate)
    }

    private static func reason(_ file: OpaquePointer?) -> String {
        sf_strerror(file).map { String(cString: $0) } ?? "unknown"
    }

    /// Reading, seeking and telling within the bytes; libsndfile hands the cursor to each.
    private static let access = SF_VIRTUAL_IO(
        get_filelen: { user in
            guard let cursor = user?.assumingMemoryBound(to: Cursor.self) else { return 0 }
            return sf_count_t(cursor.pointee.memory.count)
        },
        seek: { offset, whence, user in
            guard let cursor = user?.assumingMemoryBound(to: Cursor.self) else { return -1 }
            let count = cursor.pointee.memory.count
            let base = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? cursor.pointee.position : count
            let (sum, overflow) = base.addingReportingOverflow(Int(offset))
            guard !overflow else { return -1 }
            cursor.pointee.position = min(max(0, sum), count)
            return sf_count_t(cursor.pointee.position)
        },
        read: { target, count, user in
            guard let cursor = user?.assumingMemoryBound(to: Cursor.self), let target, count > 0 else { return 0 }
            let (memory, position) = (cursor.pointee.memory, cursor.pointee.position)
            let available = min(Int(count), memory.count - position)
            guard available > 0 else { return 0 }
            UnsafeMutableRawBufferPointer(start: target, count: available)
                .copyMemory(from: UnsafeRawBufferPointer(rebasing: memory[position..<position + available]))
            cursor.pointee.position = position + available
            return sf_count_t(available)
        },
        write: { _, _, _ in 0 },
        tell: { user in
            guard let cursor = user?.assumingMemoryBound(to: Cursor.self) else { return 0 }
            return sf_count_t(cursor.pointee.position)
        })
}
