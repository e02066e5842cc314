import Foundation

/// What a server wrote down of a sound.
struct Transcript: Sendable, Hashable {
    /// The words; empty when it heard none.
    var text: String

    /// The longest text that is taken [characters].
    static let longest = 100_000

    /// Reads an answer: `{"text": "..."}`, and with `verbose_json` its segments.
    ///
    /// A segment that is probably no speech and was guessed at is left out: networks of this kind write "Thank you." for silence. The
    /// limits are those that Whisper itself decodes with.
    init(_ octets: [UInt8]) throws(ModelServiceFailure) {
        struct Answer: Decodable {
            struct Segment: Decodable {
                var text: String
                var no_speech_prob: Double?
                var avg_logprob: Double?
                var isSpeech: Bool { (no_speech_prob ?? 0) <= 0.6 || (avg_logprob ?? 0) >= -1 }
            }
            var text: String
            var segments: [Segment]?
        }
        guard let answer = try? JSONDecoder().decode(Answer.self, from: Data(octets)) else {
            throw .unusable("it has no `text` in JSON")
        }
        let segments = answer.segments ?? []
        let heard = segments.allSatisfy(\.isSpeech) ? answer.text : segments.filter(\.isSpeech).map(\.text).joined()
        let words = heard.split { $0.isWhitespace || $0.isNewline }.joined(separator: " ")
        guard words.count <= Self.longest else { throw .unusable("its text has \(words.count) characters") }
        text = words
    }
}

/// The line of a record file that says what became of a recording's transcript.
struct TranscriptLine: Encodable, Sendable, Hashable {
    /// Tells it from the records of calls.
    var type = "transcript"
    /// The call.
    var call: String
    /// The variable it was recorded for.
    var name: String
    /// The recording.
    var file: String
    /// The language that the call spoke.
    var language: String
    /// The server's model.
    var model: String
    /// The words; nil when there is no transcript.
    var text: String?
    /// Why there is none.
    var failure: String?
}
