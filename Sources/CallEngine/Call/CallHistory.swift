import Audio
import IVR

/// What the record of a call will say, gathered as its events pass by.
struct CallHistory: Sendable {
    /// Only the last so many steps and prompts are kept.
    private static let limit = 500
    /// Only the last so many tones and spoken answers.
    private static let toneLimit = 50

    private(set) var path: [String] = []
    private(set) var prompts: [String] = []
    private(set) var collected: [String: String] = [:]
    private(set) var keys = CallRecord.KeyCount()
    private(set) var tones: [KeyTone] = []
    private(set) var refusedTones: [RefusedTone] = []
    private(set) var spoken: [HeardSpeech] = []
    private(set) var answeredAt: MediaTime?
    private(set) var partners: [CallRecord.Partner] = []
    private(set) var recordings: [CallRecord.Recording] = []
    private var talkingSince: MediaTime?

    /// The step that was entered last.
    var step: String { path.last ?? "" }

    /// Looks at an event.
    mutating func note(_ event: CallEvent, at now: MediaTime) {
        switch event {
        case .answered: answeredAt = now
        case .entered(let step): CallHistory.append(step.description, to: &path)
        case .playing(let shown): CallHistory.append(shown, to: &prompts)
        case .assigned(let name, let shown): collected[name.description] = shown
        case .key: keys.heard += 1
        case .sensitiveKey:
            keys.heard += 1
            keys.sensitive += 1
        case .tone(let tone): CallHistory.append(tone, to: &tones, limit: CallHistory.toneLimit)
        case .refusedTone(let tone): CallHistory.append(tone, to: &refusedTones, limit: CallHistory.toneLimit)
        case .speech(let heard): CallHistory.append(heard, to: &spoken, limit: CallHistory.toneLimit)
        default: notePartner(event, at: now)
        }
    }

    /// Adds a recording, kept or being closed.
    mutating func noteRecording(_ name: VariableName, file: String, length: MediaTime) {
        recordings.append(CallRecord.Recording(name: name.description, file: file, duration: length.milliseconds))
    }

    /// Adds a recording of the whole call, which is being closed.
    mutating func noteTape(_ tape: borrowing CallTape, suffix: String) {
        recordings.append(
            CallRecord.Recording(
                name: "call", file: "\(tape.request.stem).\(suffix)", duration: tape.length.milliseconds,
                silenced: MediaTime(samples: tape.silenced * Int64(AudioFrame.sampleCount)).milliseconds))
    }

    /// The call is over while both spoke, or while somebody was dialled.
    mutating func close(at now: MediaTime) {
        if talkingSince != nil { endTalk(at: now) } else { outcome("given up") }
    }

    /// The caller left for the target of a transfer before anybody said whether it was reached.
    mutating func noteHandover() {
        outcome("handed over")
    }

    private mutating func notePartner(_ event: CallEvent, at now: MediaTime) {
        switch event {
        case .enqueued(let queue): partners.append(CallRecord.Partner(target: "queue \(queue)", outcome: "", talked: 0))
        case .transferring(let target, _): partners.append(CallRecord.Partner(target: target, outcome: "", talked: 0))
        case .connected:
            outcome("answered")
            talkingSince = now
        case .dialFailed(let why): outcome(why.description)
        case .dialTimedOut: outcome("no answer in time")
        case .partnerHungUp: endTalk(at: now)
        default: break
        }
    }

    private mutating func endTalk(at now: MediaTime) {
        guard let since = talkingSince, let last = partners.indices.last else { return }
        partners[last].talked = (now - since).milliseconds
        talkingSince = nil
    }

    private mutating func outcome(_ text: String) {
        guard let last = partners.indices.last, partners[last].outcome.isEmpty else { return }
        partners[last].outcome = text
    }

    private static func append<Element>(_ element: Element, to list: inout [Element], limit: Int = limit) {
        if list.count == limit { list.removeFirst() }
        list.append(element)
    }
}
