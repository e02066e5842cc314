import Audio
import CallEngine
import IVR

/// Callers who speak, and what understands them.
extension Stage {
    /// A call on a line with somebody who understands speech, some time after its first question has begun.
    init(
        speaking flow: String, quiet frames: Int = 80, sounds: [String: [Int16]] = [:], _ change: (inout CallOptions) -> Void = { _ in }
    ) throws {
        var options = CallOptions()
        options.listens = true
        change(&options)
        try self.init(flow, prompts: ["choose": 200, "first": 20], sounds: sounds, options: options, softest: 0x58, areRough: true)
        open()
        hear(CallersVoice.silence(frames))
    }

    /// Lets time pass in which the caller says these frames, or until something is so.
    mutating func hear(_ frames: [AudioFrame], until isEnough: (Stage) -> Bool = { _ in false }) {
        for frame in frames where !isEnough(self) { tick(saying: frame, as: .caller) }
    }

    /// The caller's line gives back what was sent, so much softer [factor] and so much later [frames]; `saying` is said over it.
    mutating func echo(_ factor: Double, after delay: Int, frames: Int, saying voice: [AudioFrame] = []) -> [AudioFrame] {
        let line = CallersVoice.silence(frames)
        var (returned, history): ([AudioFrame], [AudioFrame]) = ([], [])
        for place in 0..<frames {
            let samples = (0..<AudioFrame.sampleCount).map { index in
                let echo = place >= delay ? factor * Double(history[place - delay][index]) : 0
                let said = place < voice.count ? Int(voice[place][index]) : 0
                return Int16(clamping: Int(echo) + Int(line[place][index]) + said)
            }
            returned.append(AudioFrame(samples[...]))
            tick(saying: returned[place], as: .caller)
            history.append(AudioFrame(callerOctets.dropFirst(12).map { G711.decode($0, .mu) }[...]))
        }
        return returned
    }

    /// The caller says something, and is silent until it is over.
    mutating func say(syllables: Int) {
        hear(CallersVoice(syllables: syllables).frames)
        hear(CallersVoice.silence(120)) { $0.utterances.last == .ended }
    }

    /// The recogniser says what the last utterance was.
    mutating func answer(_ alternatives: [SpokenAnswer], digits: String? = nil, signalToNoise: Double? = nil) {
        report(.answer(SpeechAnswer(alternatives: alternatives, digits: digits, signalToNoise: signalToNoise)))
    }

    /// The recogniser says something of the last utterance, or of the last question.
    mutating func report(_ report: SpeechReport) {
        guard let id = listeningActivity else { return }
        handle(.speech(report, utterance: numbers.last ?? 0, id))
    }

    /// What the call wants heard, one after the other.
    var listens: [ListeningRequest] {
        outputs.compactMap { if case .listen(let request, _) = $0 { request } else { nil } }
    }

    /// How often it wants nothing heard any more.
    var stops: Int { outputs.filter { if case .stopListening = $0 { true } else { false } }.count }

    /// The activity that listened last.
    var listeningActivity: ActivityID? {
        outputs.compactMap { if case .listen(_, let id) = $0 { id } else { nil } }.last
    }

    /// What becomes of the utterances.
    var utterances: [UtteranceMark] {
        outputs.compactMap { if case .utterance(let mark, _, _) = $0 { mark } else { nil } }
    }

    /// How far back they begin.
    var leads: [Int] {
        utterances.compactMap { if case .began(let lead) = $0 { lead } else { nil } }
    }

    /// The numbers they have.
    var numbers: [Int] {
        outputs.compactMap { if case .utterance(_, let number, _) = $0 { number } else { nil } }
    }

    /// How loud the frame is that the caller was sent last [dB, by its first sample].
    func level(_ law: G711.Law) -> Double {
        guard let octet = lastOctet else { return 0 }
        let sample = Double(G711.decode(octet, law))
        return Decibels(meanSquare: sample * sample).value
    }
}

extension UtteranceMark {
    /// Its name alone.
    var word: String {
        switch self {
        case .began: "began"
        case .ended: "ended"
        case .dropped: "dropped"
        }
    }
}

extension String {
    /// Without the blanks at its end.
    var trimmed: String { String(reversed().drop { $0 == " " }.reversed()) }
}
