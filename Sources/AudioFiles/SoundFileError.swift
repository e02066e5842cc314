/// Why a sound file cannot be used, in words for the person who made it.
public enum SoundFileError: Error, Hashable, Sendable {
    /// There is not one byte in it.
    case empty
    /// None of the formats that are read begins like this.
    case notASoundFile
    /// It is a sound file of a kind that is not read; `reason` is the reader's.
    case unsupported(reason: String)
    /// It ends before its header says it does [samples of one channel].
    case truncated(expected: Int, found: Int)
    /// The header is whole but no sound follows it.
    case noSamples
    /// It would take longer to hear than is sensible [s].
    case tooLong(seconds: Int, limit: Int)
    /// More channels than anybody mixes down.
    case tooManyChannels(Int)
    /// A rate that cannot be converted [Hz].
    case unusableRate(Int)
    /// The conversion to another rate could not be set up; `reason` is the converter's.
    case cannotResample(reason: String)
    /// It could not be written; `reason` is the system's.
    case cannotWrite(reason: String)
}

extension SoundFileError: CustomStringConvertible {
    /// One sentence without a full stop, to stand behind the file's name.
    public var description: String {
        switch self {
        case .empty: "the file is empty"
        case .notASoundFile: "this is not a sound file (WAV, FLAC, Ogg and AIFF are read; raw sound is known by .ulaw, .alaw, .gsm, .sln)"
        case .unsupported(let reason): "this sound file is damaged, or of a kind that is not read (\(Self.plain(reason)))"
        case .truncated(let expected, let found): "the file is cut off: it announces \(expected) samples and has \(found)"
        case .noSamples: "there is no sound in the file"
        case .tooLong(let seconds, let limit): "\(seconds) s of sound are too long, \(limit) s are the limit"
        case .tooManyChannels(let count): "\(count) channels are too many, \(SoundFile.mostChannels) are the limit"
        case .unusableRate(let rate):
            "\(rate) samples a second cannot be converted, \(Resampler.rates.lowerBound) to \(Resampler.rates.upperBound) can"
        case .cannotResample(let reason): "the rate cannot be converted: \(reason)"
        case .cannotWrite(let reason): "the sound cannot be written: \(reason)"
        }
    }

    /// The reader's words without what surrounds them.
    private static func plain(_ reason: String) -> Substring {
        let text = reason.hasPrefix("Error : ") ? reason.dropFirst("Error : ".count) : reason[...]
        return text.hasSuffix(".") ? text.dropLast() : text
    }
}
