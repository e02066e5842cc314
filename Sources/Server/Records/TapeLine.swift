import CallEngine

/// The line of a record file that says what became of the recording of a whole call.
struct TapeLine: Codable, Sendable, Hashable {
    /// Tells it from the records of calls.
    var type = "recording"
    /// The call.
    var call: String
    /// The file, in the folder of recordings; nil when nothing could be kept.
    var file: String?
    /// In which form it is.
    var format: String
    /// [Hz].
    var rate = 8000
    /// Who is on which channel.
    var channels = ["caller", "heard"]
    /// Who wanted it; nil when that was lost with a crash.
    var reason: TapeRequest.Reason?
    /// When its first frame began; nil when that was lost with a crash.
    var started: WallTime?
    /// How long it is [ms].
    var duration: Int
    /// How long the file is [octets].
    var size: Int?
    /// SHA-256 of the file, in hexadecimal digits.
    var sha256: String?
    /// Where it is silent because something was lost; nil when nothing was, or when nobody knows after a crash.
    var gaps: RecordingGaps?
    /// Whether the server died while it was written: what is there is whole, up to that moment.
    var isRepaired = false
    /// What went wrong.
    var failure: String?
}
