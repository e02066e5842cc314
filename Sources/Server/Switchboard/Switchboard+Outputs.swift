import Audio
import CallEngine
import IVR
import SIP

extension Switchboard {
    /// Does what a call wants.
    func carryOut(_ output: CallOutput, luggage: MediaEvent.Luggage?, of dialog: SIPCallID) {
        switch output {
        case .event(let event, let time): note(event, at: time, dialog)
        case .answer: answer(dialog)
        case .refuse(let status): send(.reject(dialog, SIPStatus(status)))
        case .hangUp:
            answerAtLast(dialog)
            send(.hangUp(dialog))
        case .fetch(let request, let activity): fetch(request, activity, dialog)
        case .cancelFetch(let activity): lines[dialog]?.tasks.removeValue(forKey: activity)?.cancel()
        case .notify(let request, let activity): notify(request, activity, dialog)
        case .dial(let request, let activity): dial(request, activity, dialog)
        case .awaitAgent(let request, let activity): joinAgent(request, activity, dialog)
        case .dialCaller: dialCaller(dialog)
        case .hangUpLeg(let activity, let ending): hangUpLeg(activity, ending, dialog)
        case .dialGuest(let request, let guest): dial(request, guest, dialog)
        case .hangUpGuest(let guest): hangUpGuest(guest, dialog)
        case .guestStepsAside(let guest): stepAside(guest, dialog)
        case .guestIsBack(let guest): comeBack(guest, dialog)
        case .guestStays(let guest, let activity): stay(guest, activity, dialog)
        case .queue(let wish, let activity): carryOut(wish, activity, dialog)
        case .refer(let request, let activity): refer(request, activity, dialog)
        case .startRecording(let request, let activity): startRecording(request, activity, luggage, dialog)
        case .stopRecording(let activity, let keep): stopRecording(activity, keep: keep, dialog)
        case .startTape(let request): startTape(request, luggage, dialog)
        case .stopTape: stopTape(dialog)
        case .listen(let request, let activity): listen(for: request, activity, luggage, dialog)
        case .utterance(let mark, _, _): lookAtUtterance(mark, dialog)
        case .stopListening: stopListening(dialog)
        case .ended(let record): callEnded(record, dialog)
        }
    }

    /// A call that is answered is one that no crash makes disappear: 200 leaves when the database knows of it.
    func answer(_ dialog: SIPCallID) {
        guard lines[dialog]?.isKnown == true else {
            lines[dialog]?.answerWaits = true
            return
        }
        guard let description = lines[dialog]?.answer.take() else { return }
        counts.answered += 1
        send(.answer(dialog, description))
    }

    private func note(_ event: CallEvent, at time: MediaTime, _ dialog: SIPCallID) {
        tellQueue(event, dialog)
        if event == .answered, let id = lines[dialog]?.id { environment.records.keep(.answered(call: id, after: time.milliseconds)) }
        guard environment.log.logLevel <= .debug else { return }
        if let line = CallTranscript.line(event, at: time) { log(dialog).debug("\(line)") }
    }

    /// The call is over: its place is free, its dialogs end, its record is written; when that is on disk the call has ended.
    private func callEnded(_ record: CallRecord, _ dialog: SIPCallID) {
        guard let line = lines[dialog] else { return }
        if let place = line.place {
            occupants[place] = nil
            places.giveBack(place)
        }
        for task in line.tasks.values { task.cancel() }
        if let listener = line.listener {
            environment.recognition?.node(of: listener).forget(listener)
            environment.dictation?.stop(listener)
        }
        if let ticket = line.ticket { abandon(ticket) }
        giveUpTransfer(of: dialog)
        end(lines[dialog]?.guest.take(), of: dialog)
        end(lines[dialog]?.onlooker.take(), of: dialog)
        if let partner = line.partner { send(.hangUp(partner.dialog)) }
        ownLegEnded(line.partner)
        if line.callback?.request != nil {
            // He was never dialled.
            lines[dialog]?.dialogIsOver = true
        } else if !line.dialogIsOver {
            answerAtLast(dialog)
            send(.hangUp(dialog))
        }
        lines[dialog]?.place = nil
        lines[dialog]?.tasks = [:]
        lines[dialog]?.callIsOver = true
        counts.count(record)
        callers.end(record)
        environment.records.keep(.call(record)) { [weak self] in self?.soon { $0.recorded(record, dialog) } }
    }

    private func recorded(_ record: CallRecord, _ dialog: SIPCallID) {
        log(dialog).info(
            "call ended",
            metadata: [
                "from": "\(record.from)", "to": "\(record.to)", "flow": "\(record.flow)", "ms": "\(record.duration)",
                "ending": "\(record.ending)",
            ])
        lines[dialog]?.isRecorded = true
        closeIfOver(dialog)
    }
}
