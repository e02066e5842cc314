import Audio
import IVR

/// What was understood of one thing that the caller said: enough to judge later whether it was understood rightly, and nothing secret.
public struct HeardSpeech: Hashable, Sendable, Codable {
    /// The step that asked.
    public var step: String
    /// When it began, since the call came in [ms].
    public var at: Int
    /// How long it lasted [ms].
    public var length: Int
    /// What may have been said, the likeliest first; `***` where it is sensitive.
    public var alternatives: [Alternative]
    /// By how much the likeliest is surer than the next; nil when there is no other.
    public var margin: Double?
    /// Why it is no answer; nil when it is one, or the beginning of one.
    public var trouble: String?
    /// By how much the voice was louder than the line [dB]; nil where it was not measured.
    public var signalToNoise: Double?
    /// Under which name the sound of it is kept; nil where it is not, and where it is sensitive.
    public var audio: String?

    /// One thing that may have been said.
    public struct Alternative: Hashable, Sendable, Codable {
        /// The words.
        public var words: String
        /// What they mean: a value, `option 1`, `command operator`; the digits of a number that is not complete, with dots.
        public var meaning: String
        /// How sure the recogniser is, from 0 to 1.
        public var confidence: Double
    }

    /// Only so many of the ways to have understood are kept.
    private static let mostAlternatives = 5

    /// What a recogniser said of an utterance.
    init(_ answer: SpeechAnswer, of spoken: SpokenTime, step: String, trouble: SpeechTrouble?, isSensitive: Bool) {
        self.init(spoken, step: step, trouble: trouble)
        var alternatives = answer.alternatives.prefix(Self.mostAlternatives).map { Alternative($0) }
        if alternatives.isEmpty, let digits = answer.digits {
            alternatives = [
                Alternative(words: digits, meaning: "\(digits)...", confidence: (answer.digitsConfidence ?? SpeechRules.sure).thousandths)
            ]
        }
        if alternatives.count > 1 { margin = (alternatives[0].confidence - alternatives[1].confidence).thousandths }
        self.alternatives = isSensitive ? alternatives.map { $0.masked } : alternatives
        audio = isSensitive ? nil : answer.audio
    }

    /// Speech, or the lack of it, that is no answer.
    init(_ spoken: SpokenTime, step: String, trouble: SpeechTrouble?) {
        self.step = step
        at = spoken.began.milliseconds
        length = (spoken.ended - spoken.began).milliseconds
        alternatives = []
        self.trouble = trouble?.rawValue
        signalToNoise = spoken.signalToNoise.map { ($0 * 10).rounded() / 10 + 0 }
    }
}

/// When something was said, and how loud.
struct SpokenTime: Hashable, Sendable {
    var began: MediaTime
    var ended: MediaTime
    /// By how much the voice was louder than the line [dB].
    var signalToNoise: Double?
}

extension HeardSpeech.Alternative {
    fileprivate init(_ answer: SpokenAnswer) {
        words = answer.words
        confidence = answer.confidence.thousandths
        switch answer.meaning {
        case .option(let place): meaning = "option \(place + 1)"
        case .value(let value): meaning = value
        case .command(let name): meaning = "command \(name)"
        }
    }

    /// How sure it was may be known.
    fileprivate var masked: Self {
        HeardSpeech.Alternative(words: Sensitive<String>.mask, meaning: Sensitive<String>.mask, confidence: confidence)
    }
}

extension HeardSpeech {
    /// What the transcript says of it: `"book a taxi"`, or why it is no answer.
    var words: String {
        guard trouble == nil, let likeliest = alternatives.first else { return trouble ?? SpeechTrouble.unintelligible.rawValue }
        return "\"\(likeliest.words)\""
    }

    /// And what is known of it besides: `confidence 0.93, 24 dB over the line`.
    var details: String {
        var details: [String] = []
        if let likeliest = alternatives.first {
            let heard = trouble == nil ? "" : "\"\(likeliest.words)\" with "
            details.append("\(heard)confidence \((likeliest.confidence * 100).rounded() / 100)")
        }
        if let signalToNoise { details.append("\(Int(signalToNoise.rounded())) dB over the line") }
        return details.joined(separator: ", ")
    }
}

extension Double {
    /// Rounded to three places.
    fileprivate var thousandths: Double { (self * 1000).rounded() / 1000 + 0 }
}
