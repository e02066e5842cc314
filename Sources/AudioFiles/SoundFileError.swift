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
