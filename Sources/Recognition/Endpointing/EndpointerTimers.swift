public import Audio

/// How long an ``Endpointer`` waits for what.
///
/// ```
///        began  onset   confirmed            last voice        ended
/// ---------|======|========|======= ====== =====|-----------------|
///                                                complete, mayEnd or incomplete
/// ```
public struct EndpointerTimers: Hashable, Sendable {
    /// So much voice is an onset: the prompt is ducked and recognition begins.
    public var onset: MediaTime
    /// So much voice is speech for sure: the prompt stops.
    public var confirm: MediaTime
    /// So much voice is enough where words of the grammar were understood, or when it is followed by silence.
    public var confirmShort: MediaTime
    /// So long a silence after an onset takes it back, unless it was confirmed.
    public var retract: MediaTime
    /// Silence that ends an utterance to which nothing can be added.
    public var complete: MediaTime
    /// Silence that ends an utterance that may end or go on; the caller's own pace makes it shorter or longer.
    public var mayEnd: MediaTime
    /// Silence that ends an utterance of which something is missing, or of which nothing is known; a slow caller's pace makes it longer.
    public var incomplete: MediaTime
    /// No silence that is waited for is longer.
    public var longest: MediaTime
    /// Speech is as long at most, from its beginning.
    public var maxSpeech: MediaTime
    /// What is heard so long before voice is sure belongs to the utterance.
    public var lead: MediaTime
    /// What is louder than the line and followed by something loud no later than this belongs to it: a breath, the closure of a consonant.
    public var hole: MediaTime
    /// So long a time without packets, or with exact zeros alone, is a line that carries nothing.
    public var noAudio: MediaTime

    /// The defaults, which `docs/endpointing.md` gives reasons for.
    public init(
        onset: MediaTime = .milliseconds(80), confirm: MediaTime = .milliseconds(200), confirmShort: MediaTime = .milliseconds(100),
        retract: MediaTime = .milliseconds(240), complete: MediaTime = .milliseconds(400), mayEnd: MediaTime = .milliseconds(800),
        incomplete: MediaTime = .milliseconds(1500), longest: MediaTime = .milliseconds(3000),
        maxSpeech: MediaTime = .milliseconds(20_000), lead: MediaTime = .milliseconds(500), hole: MediaTime = .milliseconds(160),
        noAudio: MediaTime = .milliseconds(3000)
    ) {
        self.onset = onset
        self.confirm = confirm
        self.confirmShort = confirmShort
        self.retract = retract
        self.complete = complete
        self.mayEnd = mayEnd
        self.incomplete = incomplete
        self.longest = longest
        self.maxSpeech = maxSpeech
        self.lead = lead
        self.hole = hole
        self.noAudio = noAudio
    }

    /// The silence that ends an utterance that has come so far, for a caller of this pace.
    func silence(after progress: WordGraph.Progress?, pace: CallerPace) -> MediaTime {
        let likely = pace.likelyLongestGap
        switch progress {
        case .complete: return complete
        case .mayEnd: return min(longest, max(complete, likely.map { max($0, mayEnd - .milliseconds(200)) } ?? mayEnd))
        case .incomplete, .outside, nil: return min(longest, max(incomplete, likely.map { $0 + $0 } ?? .zero))
        }
    }
}
