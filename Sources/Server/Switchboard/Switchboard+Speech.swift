import CallEngine
import IVR
import Recognition
import SIP

extension Switchboard {
    /// Has the caller heard, by the recognition thread that knows the call.
    func listen(for request: ListeningRequest, _ activity: ActivityID, _ luggage: MediaEvent.Luggage?, _ dialog: SIPCallID) {
        guard let line = lines[dialog] else { return }
        if request.speech.content == .dictation { return writeDown(request, activity, luggage, dialog) }
        guard let pool = environment.recognition, let questions = line.questions, case .speech(let ring) = luggage else {
            return input(.speech(.unavailable("no recogniser"), utterance: 0, activity), to: dialog)
        }
        let listener = line.listener ?? newListener(dialog)
        pool.node(of: listener).listen(listener, for: request, of: questions, in: ring, report: reporter(activity, dialog))
    }

    /// Has what the caller says written down by a server.
    private func writeDown(
        _ request: ListeningRequest, _ activity: ActivityID, _ luggage: MediaEvent.Luggage?, _ dialog: SIPCallID
    ) {
        guard let line = lines[dialog], let dictation = environment.dictation, !request.isSensitive, case .speech(let ring) = luggage else {
            return input(.speech(.unavailable("nobody writes it down"), utterance: 0, activity), to: dialog)
        }
        let commands = request.speech.commands.isEmpty ? nil : try? line.questions?.question(request).get().commands
        let order = Dictation.Order(
            ring: ring, language: request.speech.language, commands: commands, report: reporter(activity, dialog))
        dictation.listen(line.listener ?? newListener(dialog), order)
    }

    /// Tells the call what is said. Tasks of a loop are done in order: a partial result never comes after the answer.
    private func reporter(_ activity: ActivityID, _ dialog: SIPCallID) -> @Sendable (SpeechReport, Int) -> Void {
        { [weak self] report, utterance in
            self?.soon { $0.input(.speech(report, utterance: utterance, activity), to: dialog) }
        }
    }

    private func newListener(_ dialog: SIPCallID) -> ListenerID {
        let listener = ListenerID(number: nextListener)
        nextListener += 1
        lines[dialog]?.listener = listener
        return listener
    }

    /// An utterance begins or ends: there is something in the ring.
    func lookAtUtterance(_ mark: UtteranceMark, _ dialog: SIPCallID) {
        guard let listener = lines[dialog]?.listener else { return }
        environment.recognition?.node(of: listener).wake(listener, isOver: mark == .ended)
        environment.dictation?.wake(listener)
    }

    /// Nobody needs to hear the caller any more.
    func stopListening(_ dialog: SIPCallID) {
        guard let listener = lines[dialog]?.listener else { return }
        environment.recognition?.node(of: listener).stop(listener)
        environment.dictation?.stop(listener)
    }
}

extension [CallOutput] {
    /// Whether a call that has done this listens in the end.
    var endsListening: Bool {
        reduce(false) { listens, output in
            switch output {
            case .listen: true
            case .stopListening: false
            default: listens
            }
        }
    }
}
