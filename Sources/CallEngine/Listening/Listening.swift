import Audio
import IVR
import RTP
import Recognition

/// A call's ears for speech: they find out when the caller begins and ends to speak, and count what was said.
///
/// A call has them from its first question on that can be answered by voice: the noise of the line and the caller's pace are known from
/// one question to the next. Between questions they rest.
struct Listening: Sendable {
    /// How far the utterance is.
    enum Utterance: Hashable {
        /// There is none.
        case none
        /// The caller speaks.
        case open
        /// It is over, and what it was is not known yet.
        case awaited
    }

    /// So long without a packet, nothing comes from the caller; a telephone that sends nothing in silence says more often that it does.
    private static let absence = MediaTime.seconds(2)

    private var endpointer: Endpointer
    private var canceller = EchoCanceller()
    /// What the caller said in this tick, without the echo of our own prompt.
    private(set) var heard = AudioFrame.silence
    private var timers = EndpointerTimers()
    private var allowsBargeIn = true
    /// Whether a question is being listened to.
    private(set) var isOn = false
    /// How many frames it has been listened to.
    private var frames = 0
    /// The utterances of this activity are counted from 1.
    private(set) var activity: ActivityID
    private(set) var number = 0
    private(set) var utterance = Utterance.none
    /// When the last one was said.
    private(set) var spoken = SpokenTime(began: .zero, ended: .zero, signalToNoise: nil)
    /// How far in the grammar its words are.
    var progress: WordGraph.Progress?
    /// Whether it was said that the line carries nothing.
    private var isDead = false

    /// Ears that rest.
    init(_ network: VoiceNetwork?, activity: ActivityID, at now: MediaTime) {
        endpointer = Endpointer(detector: VoiceDetector(network: network), at: now)
        self.activity = activity
    }

    /// Whether the line carries nothing at all, so that who says nothing is perhaps not heard.
    var isDeaf: Bool { isDead && !endpointer.hasAudio }

    /// A question begins, or goes on after a pause.
    mutating func begin(_ request: GatherRequest, _ id: ActivityID, at now: MediaTime) {
        if id != activity { (activity, number) = (id, 0) }
        timers = EndpointerTimers(request.timers)
        allowsBargeIn = request.bargeIn == .anything || request.bargeIn == .hotWord
        (isOn, frames, isDead) = (true, 0, false)
        again(at: now)
    }

    /// The caller may say something more.
    mutating func again(at now: MediaTime) {
        (utterance, progress) = (.none, nil)
        endpointer.listen(at: now, timers: timers, bargeIn: allowsBargeIn)
    }

    /// The question is over, or nobody listens any more.
    mutating func end() {
        isOn = false
        utterance = .none
        endpointer.rest()
    }

    /// Hears a frame of the caller's; says what it is the beginning or the end of.
    mutating func hear(
        _ frame: borrowing AudioFrame, _ line: Line, isPrompted: Bool, at now: MediaTime
    ) -> Endpointer.Event? {
        if isOn { frames += 1 }
        let isAbsent = line.lastPacket.map { now - $0 > Self.absence } ?? true
        let arrival: Surroundings.Arrival = isAbsent ? .absent : line.isConcealed ? .concealed : .arrived
        heard = copy frame
        let isEcho = canceller.cancel(&heard)
        let surroundings = Surroundings(
            isKey: line.mayHoldKey, isEcho: isEcho, isPrompted: isPrompted, progress: progress, arrival: arrival)
        let event = endpointer.handle(heard, surroundings, at: now)
        if case .noAudio? = event { isDead = true }
        return event
    }

    /// Remembers what of our own the caller is sent in this tick: its echo will be heard.
    mutating func sent(_ frame: borrowing EncodedFrame, _ law: G711.Law) {
        var played = AudioFrame.silence
        G711.decode(frame.octets.span, law, into: &played)
        canceller.play(played)
    }

    /// The caller is sent nothing whose echo matters.
    mutating func sentNothing() { canceller.pause() }

    /// What is known of a frame besides its sound. (The leg itself, handed over whole, would be copied.)
    struct Line {
        var lastPacket: MediaTime?
        var isConcealed: Bool
        var mayHoldKey: Bool
    }

    /// An utterance begins; returns how many of the frames before this one belong to it.
    mutating func open(began: MediaTime, lead: Int) -> Int {
        number += 1
        (utterance, progress) = (.open, nil)
        spoken = SpokenTime(began: began, ended: began, signalToNoise: nil)
        // What was before the question is not known outside.
        return max(0, min(lead, frames - 1))
    }

    /// It is over, and is to be understood.
    mutating func close(at fell: MediaTime, signalToNoise: Decibels?) {
        utterance = .awaited
        spoken.ended = max(spoken.began, fell)
        spoken.signalToNoise = signalToNoise?.value
    }

    /// It is cut off here by the caller's own key.
    mutating func cut(at now: MediaTime) {
        close(at: now, signalToNoise: endpointer.signalToNoise)
        endpointer.rest()
    }

    /// It is over and of no use.
    mutating func refuse(_ ending: Endpointer.Ending) {
        spoken = SpokenTime(began: ending.began, ended: ending.fell, signalToNoise: ending.signalToNoise?.value)
        utterance = .none
    }

    /// Nobody waits for it any more.
    mutating func drop() {
        utterance = .none
    }
}

extension EndpointerTimers {
    /// The silences of a flow's question. Nothing is waited for where nothing can follow.
    init(_ timers: GatherTimers) {
        let usual = EndpointerTimers()
        let complete = MediaTime(timers.speechComplete)
        let incomplete = MediaTime(timers.speechIncomplete)
        self.init(
            complete: min(usual.complete, complete), mayEnd: complete, incomplete: incomplete, longest: max(usual.longest, incomplete),
            maxSpeech: MediaTime(timers.maxSpeech))
    }
}
