/// The sampling rates that sound is kept in; files of any other rate are converted at the edge.
public enum SampleRate: Int, Sendable, CaseIterable {
    /// Telephony: G.711 and everything inside a call [8000 Hz].
    case narrowband = 8000
    /// Most speech models [16000 Hz].
    case wideband = 16000

    /// Samples per second [Hz].
    public var hertz: Int { rawValue }
}
