/// The header of the WAV files that are written here, and a look at those that are read.
///
/// ```
///  0 "RIFF" size-8     12 "fmt " 16, format 1 (PCM), channels, rate, octets a second, octets a frame, bits     36 "data" size     44 samples
/// ```
/// Numbers are little-endian.
struct WAVHeader {
    /// How long it is [octets].
    static let count = 44
    /// As much sound as the 32 bits of the sizes can count, to the frame [octets].
    static let mostData = Int(UInt32.max) - 36 - 1

    /// The header of 16-bit sound of so many octets.
    static func octets(rate: Int, channels: Int = 1, dataCount: Int) -> [UInt8] {
        let data = UInt32(clamping: min(dataCount, mostData))
        let rate = UInt32(clamping: rate)
        let frame = UInt16(clamping: channels * 2)
        var header = Array("RIFF".utf8) + little(data + 36) + Array("WAVEfmt ".utf8) + little(UInt32(16))
        header += little(UInt16(1)) + little(UInt16(clamping: channels)) + little(rate) + little(rate &* UInt32(frame))
        header += little(frame) + little(UInt16(16))
        return header + Array("data".utf8) + little(data)
    }

    private static func little<T: FixedWidthInteger>(_ value: T) -> [UInt8] {
        (0..<T.bitWidth / 8).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }

    /// Rate and channels of a header that is one of ours; nil when it is not.
    static func parts(of header: [UInt8]) -> (rate: Int, channels: Int)? {
        guard header.count == count, begins(header), number(header, at: 16, octets: 4) == 16, number(header, at: 34, octets: 2) == 16
        else { return nil }
        let (rate, channels) = (number(header, at: 24, octets: 4), number(header, at: 22, octets: 2))
        guard 1...SoundFile.mostChannels ~= channels, Resampler.rates.contains(rate) else { return nil }
        return (rate, channels)
    }

    /// Whether the bytes are a WAV file, whatever their name says.
    static func begins(_ bytes: [UInt8]) -> Bool {
        bytes.count >= 12 && bytes[0..<4].elementsEqual("RIFF".utf8) && bytes[8..<12].elementsEqual("WAVE".utf8)
    }

    /// How many samples a WAV file announces and how many it has, when it has fewer; libsndfile reads such files without a word.
    ///
    /// Sizes near the end of what 32 bits can say come from programs that wrote to a pipe, and are no promise.
    static func missingSamples(_ bytes: [UInt8]) -> (expected: Int, found: Int)? {
        guard begins(bytes) else { return nil }
        var (offset, frameSize) = (12, 1)
        while offset + 8 <= bytes.count {
            let size = number(bytes, at: offset + 4, octets: 4)
            let name = bytes[offset..<offset + 4]
            let start = offset + 8
            if name.elementsEqual("fmt ".utf8), start + 14 <= bytes.count {
                frameSize = max(1, number(bytes, at: start + 12, octets: 2))
            }
            if name.elementsEqual("data".utf8) {
                guard size < 0x7FFF_0000, size > bytes.count - start else { return nil }
                return (size / frameSize, (bytes.count - start) / frameSize)
            }
            // Chunks begin at even offsets; each step is at least 8, so that this ends.
            offset = start + size + size & 1
        }
        return nil
    }

    private static func number(_ bytes: [UInt8], at offset: Int, octets: Int) -> Int {
        (0..<octets).reduce(0) { $0 | Int(bytes[offset + $1]) << ($1 * 8) }
    }
}
