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
    /// The file that the call's record names, when it is over before this; nil when it names none.
    var promised: String?

    /// What is written of it: what it was to be called is nobody's business but ours.
    private enum CodingKeys: CodingKey {
        case type, call, file, format, rate, channels, reason, started, duration, size, sha256, gaps, isRepaired, failure
    }

    /// Whether the call's record is wrong about the file.
    var breaksPromise: Bool { promised != nil && promised != file }
}

extension CallRecord {
    /// The record with the files that recordings of the whole call really have; none for one that could not be kept.
    func naming(_ tapes: [TapeLine]) -> CallRecord {
        var record = self
        for tape in tapes {
            for index in record.recordings.indices where record.recordings[index].file == tape.promised {
                record.recordings[index].file = tape.file ?? ""
            }
        }
        return record
    }
}
