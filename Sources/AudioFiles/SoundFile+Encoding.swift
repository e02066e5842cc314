extension SoundFile {
    /// A whole WAV file, 16-bit mono; what is longer than such a file can be is cut off.
    public static func encode(_ clip: SoundClip) -> [UInt8] {
        let samples = clip.samples.prefix(WAVHeader.mostData / 2)
        var octets = WAVHeader.octets(rate: clip.rate, dataCount: samples.count * 2)
        octets.reserveCapacity(octets.count + samples.count * 2)
        for sample in samples {
            octets.append(UInt8(truncatingIfNeeded: sample))
            octets.append(UInt8(truncatingIfNeeded: sample >> 8))
        }
        return octets
    }
}
