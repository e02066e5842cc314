import Audio
import IVR

extension Call {
    /// Says what happened, and remembers it for the record.
    mutating func emit(_ event: CallEvent, at now: MediaTime, into outputs: inout [CallOutput]) {
        history.note(event, at: now)
        followTape(event)
        outputs.append(.event(event, at: now))
    }

    /// The flow hangs up: not before the caller's telephone has played out the last prompt.
    mutating func leave(_ reason: String, at now: MediaTime, into outputs: inout [CallOutput]) {
        guard isAnswered else { return refuse(480, at: now, into: &outputs) }
        ending =
            isFaulty
            ? CallEnding(party: .server, reason: .fault, detail: reason)
            : CallEnding(party: .flow, reason: isTransferred ? .transferred : .hungUp, detail: reason)
        let playedOut = lastPromptFrame.map { $0 + .frame + setup.options.farewell } ?? now
        phase = .leaving(at: max(now, playedOut))
        if playedOut <= now { hangUp(at: now, into: &outputs) }
    }

    /// The line has been open long enough.
    mutating func hangUp(at now: MediaTime, into outputs: inout [CallOutput]) {
        emit(.hungUp(ending?.detail ?? ""), at: now, into: &outputs)
        outputs.append(.hangUp)
        end(at: now, into: &outputs)
    }

    /// The flow does not take the call.
    mutating func refuse(_ status: Int, at now: MediaTime, into outputs: inout [CallOutput]) {
        guard !isAnswered else { return leave("", at: now, into: &outputs) }
        emit(.refused(status: status), at: now, into: &outputs)
        outputs.append(.refuse(status: status))
        ending = CallEnding(party: .flow, reason: .refused, detail: "\(status)")
        end(at: now, into: &outputs)
    }

    /// The caller has hung up.
    mutating func remoteHungUp(at now: MediaTime, into outputs: inout [CallOutput]) {
        emit(.callerHungUp, at: now, into: &outputs)
        if case .leaving = phase {
            // The flow was faster; what it said of the end holds.
        } else if case .referring = activity {
            // Many telephones leave as soon as they begin to dial the target.
            history.noteHandover()
            ending = CallEnding(party: .caller, reason: .transferred)
        } else {
            ending = CallEnding(party: .caller, reason: isAnswered ? (isTransferred ? .transferred : .hungUp) : .cancelled)
        }
        end(at: now, into: &outputs)
    }

    /// The server ends the call by itself.
    mutating func end(_ why: CallEnding, at now: MediaTime, into outputs: inout [CallOutput]) {
        ending = why
        outputs.append(isAnswered ? .hangUp : .refuse(status: why.reason == .shutdown ? 503 : 480))
        end(at: now, into: &outputs)
    }

    /// Clears away what still runs, and says the last word.
    mutating func end(at now: MediaTime, into outputs: inout [CallOutput]) {
        switch activity {
        case .fetching: outputs.append(.cancelFetch(activityID))
        case .dialling, .briefing, .talking: outputs.append(.hangUpLeg(activityID, ending?.party == .caller ? .callerGone : .ended))
        case .recording: abandonRecording(at: now, into: &outputs)
        case .none, .playing, .gathering, .notifying, .referring: break
        }
        dismissGuest(at: now, into: &outputs)
        stopListening(at: now, into: &outputs)
        endTape(at: now, into: &outputs)
        activity = .none
        outcome = nil
        collector = nil
        waiting = nil
        player.stop()
        background.stop()
        notice.stop()
        history.close(at: now)
        closeEarly()
        closePartner()
        phase = .ended
        let ending = ending ?? CallEnding(party: .server, reason: .fault)
        emit(.ended(ending), at: now, into: &outputs)
        outputs.append(.ended(record(ending, at: now)))
    }

    private func record(_ ending: CallEnding, at now: MediaTime) -> CallRecord {
        let facts = setup.facts
        var keys = history.keys
        keys.reports = caller.reports
        return CallRecord(
            id: facts.callID, from: facts.callerNumber, name: facts.callerName, to: facts.calledNumber, diversion: facts.diversion,
            flow: setup.flow.description, language: machine.language.description, started: setup.started,
            answeredAfter: history.answeredAt?.milliseconds, duration: now.milliseconds, path: history.path, prompts: history.prompts,
            collected: history.collected, keys: keys, tones: history.tones, refusedTones: history.refusedTones,
            spoken: history.spoken, media: [caller.quality] + (partnerQuality.map { [$0] } ?? []),
            partners: history.partners, guests: history.guests.isEmpty ? nil : history.guests,
            recordings: history.recordings, ending: ending)
    }
}
