public import Audio

/// Writes events as lines that a person can read: `00:01.240 > dtmf 2`.
///
/// `>` is the caller and the world outside, `<` the server, `*` the flow. docs/transcripts.md lists every line.
public enum CallTranscript {
    /// Where the comment of a line begins [characters].
    private static let commentColumn = 36

    /// The line of an event, or nil when the transcript does not show it.
    public static func line(_ event: CallEvent, at time: MediaTime) -> String? {
        guard let (mark, text, comment) = parts(of: event) else { return nil }
        let line = "\(clock(time)) \(mark) \(text)"
        guard !comment.isEmpty else { return line }
        return line + String(repeating: " ", count: max(2, commentColumn - line.count)) + "# \(comment)"
    }

    /// `02:07.040`: minutes, seconds and milliseconds.
    public static func clock(_ time: MediaTime) -> String {
        func padded(_ value: Int, _ width: Int) -> String {
            let digits = String(value)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        let total = max(0, time.milliseconds)
        return "\(padded(total / 60_000, 2)):\(padded(total / 1000 % 60, 2)).\(padded(total % 1000, 3))"
    }

    /// `12.340 s`.
    static func seconds(_ time: MediaTime) -> String {
        let total = max(0, time.milliseconds)
        return "\(total / 1000)." + String(1000 + total % 1000).dropFirst() + " s"
    }

    private static func parts(of event: CallEvent) -> (mark: Character, text: String, comment: String)? {
        callParts(event) ?? flowParts(event) ?? keypadParts(event) ?? speechParts(event) ?? waitingParts(event) ?? guestParts(event)
            ?? outsideParts(event)
    }

    private static func callParts(_ event: CallEvent) -> (Character, String, String)? {
        switch event {
        case .called(let from, let to): (">", "call \(from.isEmpty ? "anonymous" : from) to \(to)", "")
        case .answered: ("<", "answer", "")
        case .refused(let status): ("<", "refuse \(status)", "")
        case .callerHungUp: (">", "hang up", "")
        case .hungUp(let words): ("<", words.isEmpty ? "hang up" : "hang up \(words)", "")
        case .ended(let ending): ("*", "ended: \(ending)", "")
        case .media(let leg, let agreed): (">", "media\(owner(of: leg)) \(agreed)", "")
        default: nil
        }
    }

    private static func owner(of leg: LegIndex) -> String {
        switch leg {
        case .caller: ""
        case .partner: " of the partner"
        case .guest: " of the third party"
        case .onlooker: " of the supervisor"
        }
    }

    private static func flowParts(_ event: CallEvent) -> (Character, String, String)? {
        switch event {
        case .followed(let step, let label, let target): ("*", "\(step) --\(label)--> \(target)", "")
        case .assigned(let name, let shown): ("*", "\(name) = \(shown)", "")
        case .languageChanged(let language): ("*", "language \(language)", "")
        case .hours(let calendar, let state): ("*", "hours \(calendar): \(state)", "")
        case .unspoken(let description): ("*", "not said: \(description)", "")
        case .fault(let description): ("*", "fault \(description)", "")
        default: nil
        }
    }

    private static func keypadParts(_ event: CallEvent) -> (Character, String, String)? {
        switch event {
        case .playing(let shown): ("<", "play \(shown)", "")
        case .stopped(let shown, let reason): ("<", "stop \(shown)", reason == .over ? "" : reason.rawValue)
        case .missingClip(let clip): ("*", "no sound for \(clip)", "")
        case .listening: ("<", "listen", "")
        case .key(let key): (">", "dtmf \(key)", "")
        case .sensitiveKey: (">", "dtmf ***", "")
        case .keptKey: (">", "dtmf kept", "for the next input")
        case .ignoredKey(let reason): (">", "dtmf ignored", reason.rawValue)
        case .tone(let tone): (">", "tone \(tone.length) ms", tone.words)
        case .refusedTone(let tone): (">", "no key", tone.words)
        case .noInput: (">", "no input", "")
        case .noMatch(let keys): (">", "no match \(keys)", "")
        case .command(let key): (">", "command \(key)", "")
        default: nil
        }
    }

    private static func speechParts(_ event: CallEvent) -> (Character, String, String)? {
        switch event {
        case .speechBegan: (">", "speech begins", "")
        case .speechEnded(let length): (">", "speech ends", "after \(seconds(length))")
        case .speechDropped(let reason): (">", "speech dropped", reason.rawValue)
        case .speech(let heard): (">", "speech \(heard.words)", heard.details)
        case .ducked(let shown): ("<", "duck \(shown)", "")
        case .raised(let shown): ("<", "raise \(shown)", "")
        case .keysAlone(let why): ("*", "keys alone", why)
        default: nil
        }
    }

    private static func waitingParts(_ event: CallEvent) -> (Character, String, String)? {
        switch event {
        case .enqueued(let queue): ("<", "enqueue \(queue)", "")
        case .told(let position): (">", "told \(position.words)", position.worsening?.rawValue ?? "")
        case .wished(.tell): nil
        case .wished(.callBack(let number)): (">", "wants to be called back at \(number)", "")
        case .wished(.move(let queue)): (">", "wants to wait in \(queue)", "")
        case .calledBack(let isTaken): (">", isTaken ? "will be called back" : "will not be called back", "")
        case .moved(let queue): (">", "moved to \(queue)", "")
        case .notMoved(let why): (">", "not moved: \(why)", "")
        case .callingBack(let number): ("<", "call back \(number)", "")
        case .partnerAnswered: (">", "answered", "")
        case .whispering(let words): ("<", "whisper \(words)", "")
        case .whisperStopped(let words): ("<", "stop \(words)", "key of the agent")
        case .partnerWithdrew: (">", "partner is gone", "the caller waits on")
        default: nil
        }
    }

    private static func guestParts(_ event: CallEvent) -> (Character, String, String)? {
        switch event {
        case .consulting(let number): (">", "partner asks \(number)", "")
        case .notConsulted(let why): (">", "nobody is asked: \(why)", "")
        case .guestJoined(let name, let mode): (">", "third party \(name) \(mode.rawValue)", "")
        case .guestChanged(let mode): (">", "third party \(mode.rawValue)", "")
        case .guestLeft: (">", "third party is gone", "")
        case .supervisorLeft(let name): (">", "third party \(name) is gone", "")
        case .guestStayed(let name): (">", "partner is gone", "\(name) talks to the caller")
        default: nil
        }
    }

    private static func outsideParts(_ event: CallEvent) -> (Character, String, String)? {
        switch event {
        case .recording(let name): ("<", "record \(name)", "")
        case .recorded(let end, let length): (">", "recorded \(seconds(length))", end.rawValue)
        case .taped(.began): ("<", "recording begins", "")
        case .taped(.paused): ("<", "recording rests", "")
        case .taped(.resumed): ("<", "recording goes on", "")
        case .taped(.ended(let length)): ("<", "recording ends", seconds(length))
        case .recordFailed: (">", "record failed", "")
        case .fetching(let method, let url): ("<", "fetch \(method) \(url)", "")
        case .fetched(let status): (">", "fetched \(status)", "")
        case .fetchFailed(let why): (">", "fetch failed", why)
        case .fetchTimedOut: ("*", "fetch timed out", "")
        case .notifying(let target): ("<", "notify \(target)", "")
        case .notified(let taken): (">", taken ? "notified" : "notify failed", "")
        case .transferring(let target, let mode): ("<", "transfer \(target)", mode.rawValue)
        case .ringing: (">", "ringing", "")
        case .earlyMedia(let isHeard): (">", isHeard ? "early media" : "early media ends", "")
        case .connected: (">", "connected", "")
        case .held(let isHeld): (">", isHeld ? "caller is held" : "caller is taken back", "")
        case .handedOver: (">", "caller is handed over", "")
        case .dialFailed(let why): (">", "not connected: \(why)", "")
        case .dialTimedOut: ("*", "not connected in time", "")
        case .sentBack: (">", "partner is gone", "the caller waits again")
        case .handedOn: (">", "handed on to somebody else", "")
        case .partnerHungUp: (">", "partner hangs up", "")
        default: nil
        }
    }
}
