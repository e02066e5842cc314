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
    private(set) var guests: [CallRecord.Guest] = []
    private(set) var recordings: [CallRecord.Recording] = []
    private var talkingSince: MediaTime?
    private var waitingSince: MediaTime?

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
        if talkingSince != nil { endTalk(at: now) } else { outcome("given up", at: now) }
    }

    /// The caller left for the target of a transfer before anybody said whether it was reached.
    mutating func noteHandover() {
        outcome("handed over", at: .zero)
    }

    private mutating func notePartner(_ event: CallEvent, at now: MediaTime) {
        switch event {
        case .enqueued(let queue): wait(in: queue, at: now)
        case .moved(let queue):
            outcome("moved to \(queue)", at: now)
            wait(in: queue, at: now)
        case .told(let position): note(position, at: now)
        case .wished(.callBack(let number)): if let last = partners.indices.last { partners[last].callback = number.description }
        case .calledBack(true): outcome("will be called back", at: now)
        case .followed: outcome("left", at: now)
        case .transferring(let target, _): partners.append(CallRecord.Partner(target: target))
        case .partnerWithdrew: waitOn()
        case .connected:
            outcome("answered", at: now)
            talkingSince = now
        case .dialFailed(let why): outcome(why.description, at: now)
        case .dialTimedOut: outcome("no answer in time", at: now)
        case .partnerHungUp, .handedOver: endTalk(at: now)
        case .sentBack(let queue):
            endTalk(at: now)
            if let queue { wait(in: queue, at: now) }
        case .handedOn:
            endTalk(at: now)
            partners.append(CallRecord.Partner(target: "handed on"))
            outcome("answered", at: now)
            talkingSince = now
        case .guestStayed(let name):
            endTalk(at: now)
            noteGuest(event, at: now)
            partners.append(CallRecord.Partner(target: name))
            outcome("answered", at: now)
            talkingSince = now
        default: noteGuest(event, at: now)
        }
    }

    /// How the third leg went that is gone.
    mutating func noteGuest(_ quality: LegQuality?, named name: String? = nil) {
        if let last = name.map(guest(named:)) ?? lastGuest { guests[last].media = quality }
    }

    private mutating func noteGuest(_ event: CallEvent, at now: MediaTime) {
        if case .consulting(let number) = event { return add(CallRecord.Guest(name: number, at: now.milliseconds)) }
        if case .guestJoined(let name, let mode) = event {
            let isAwaited = lastGuest.map { guests[$0].name == name && guests[$0].modes.isEmpty } ?? false
            if !isAwaited { add(CallRecord.Guest(name: name, at: now.milliseconds)) }
            return note(mode, at: now)
        }
        if case .supervisorLeft(let name) = event, let place = guest(named: name) { guests[place].until = now.milliseconds }
        guard let last = lastGuest else { return }
        switch event {
        case .guestChanged(let mode): note(mode, at: now)
        case .guestLeft, .guestStayed: guests[last].until = now.milliseconds
        case .notConsulted(let why):
            guests[last].until = now.milliseconds
            guests[last].failure = why.description
        default: break
        }
    }

    /// The third party who is there, or is dialled.
    private var lastGuest: Int? { guests.lastIndex { $0.until == nil } }
    /// One of them who is there beside another.
    private func guest(named name: String) -> Int? { guests.lastIndex { $0.until == nil && $0.name == name } }

    private mutating func add(_ guest: CallRecord.Guest) {
        CallHistory.append(guest, to: &guests, limit: CallHistory.toneLimit)
    }

    private mutating func note(_ mode: GuestMode, at now: MediaTime) {
        guard let last = lastGuest else { return }
        let entry = CallRecord.Guest.Mode(at: now.milliseconds, mode: mode)
        CallHistory.append(entry, to: &guests[last].modes, limit: CallHistory.toneLimit)
    }

    private mutating func endTalk(at now: MediaTime) {
        guard let since = talkingSince, let last = partners.indices.last else { return }
        partners[last].talked = (now - since).milliseconds
        talkingSince = nil
    }

    private mutating func outcome(_ text: String, at now: MediaTime) {
        guard let last = partners.indices.last, partners[last].outcome.isEmpty else { return }
        partners[last].outcome = text
        if let since = waitingSince { partners[last].waited = (now - since).milliseconds }
        waitingSince = nil
    }

    private mutating func wait(in queue: QueueName, at now: MediaTime) {
        waitingSince = now
        partners.append(CallRecord.Partner(target: "queue \(queue)"))
    }

    /// Nobody has talked after all.
    private mutating func waitOn() {
        guard let last = partners.indices.last, !partners[last].outcome.isEmpty else { return }
        partners[last].outcome = ""
        waitingSince = talkingSince.map { $0 - .milliseconds(partners[last].waited ?? 0) }
        talkingSince = nil
    }

    private mutating func note(_ position: QueuePosition, at now: MediaTime) {
        guard let last = partners.indices.last else { return }
        let told = CallRecord.Told(
            at: now.milliseconds, place: position.place, soonest: position.wait.map { MediaTime($0.lowerBound).milliseconds },
            latest: position.wait.map { MediaTime($0.upperBound).milliseconds }, worsening: position.worsening?.rawValue)
        CallHistory.append(told, to: &partners[last].told, limit: CallHistory.toneLimit)
    }

    private static func append<Element>(_ element: Element, to list: inout [Element], limit: Int = limit) {
        if list.count == limit { list.removeFirst() }
        list.append(element)
    }
}
