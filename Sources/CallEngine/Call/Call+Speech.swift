import Audio
import IVR
import Recognition

extension Call {
    /// Whether there is somebody who can understand a question's answers by voice.
    func canListen(to request: GatherRequest) -> Bool { setup.options.listens && request.speech != nil }

    /// Opens the ears for a question.
    mutating func startListening(to request: GatherRequest, at now: MediaTime, into outputs: inout [CallOutput]) {
        guard let speech = request.speech, collector?.takesSpeech == true else { return }
        if listening.isEmpty { listening = [Listening(setup.voice, activity: activityID, at: now)] }
        guard !caller.isAway else { return }
        listening[0].begin(request, activityID, at: now)
        outputs.append(.listen(ListeningRequest(speech: speech, keys: request.keys, isSensitive: request.isSensitive), activityID))
    }

    /// Closes them: the question is over, or the answer is pressed.
    mutating func stopListening(at now: MediaTime, into outputs: inout [CallOutput]) {
        guard !listening.isEmpty, listening[0].isOn else { return }
        dropUtterance(at: now, into: &outputs)
        listening[0].end()
        outputs.append(.stopListening(listening[0].activity))
    }

    /// Hears the caller's frame of this tick. Between questions only the noise of the line is learnt, and in a talk nothing.
    mutating func hearSpeech(at now: MediaTime, into outputs: inout [CallOutput]) {
        guard !listening.isEmpty, !areTalking() else { return }
        guard !caller.isAway else { return pauseListening(at: now, into: &outputs) }
        if !listening[0].isOn, collector?.takesSpeech == true { resumeListening(at: now, into: &outputs) }
        let line = Listening.Line(lastPacket: caller.lastPacket, isConcealed: caller.isConcealed, mayHoldKey: caller.mayHoldKey)
        let isPrompted = player.isPlaying || collector?.isPrompting == true
        guard let event = listening[0].hear(caller.heard, line, isPrompted: isPrompted, at: now) else { return }
        follow(event, at: now, into: &outputs)
    }

    private mutating func follow(_ event: Endpointer.Event, at now: MediaTime, into outputs: inout [CallOutput]) {
        switch event {
        case .onset(let began, let lead):
            let lead = listening[0].open(began: began, lead: lead)
            outputs.append(.utterance(.began(lead: lead), listening[0].number, activityID))
            emit(.speechBegan, at: now, into: &outputs)
            collect(.voice(.began), at: now, into: &outputs)
        case .confirmed: collect(.voice(.confirmed), at: now, into: &outputs)
        case .retracted:
            dropSpeech(.noSpeech, at: now, into: &outputs)
            collect(.voice(.retracted), at: now, into: &outputs)
        case .ended(let ending): follow(ending, at: now, into: &outputs)
        case .noAudio: break  // it counts when nothing has come until the end
        }
    }

    private mutating func follow(_ ending: Endpointer.Ending, at now: MediaTime, into outputs: inout [CallOutput]) {
        switch ending.reason {
        case .complete, .incomplete:
            listening[0].close(at: ending.fell, signalToNoise: ending.signalToNoise)
            outputs.append(.utterance(.ended, listening[0].number, activityID))
            emit(.speechEnded(ending.fell - ending.began), at: now, into: &outputs)
            collect(.voice(.ended), at: now, into: &outputs)
        case .tooLong: refuse(ending, .tooLong, at: now, into: &outputs)
        case .tooSoon: refuse(ending, .tooSoon, at: now, into: &outputs)
        }
    }

    /// Speech that is not looked at.
    private mutating func refuse(
        _ ending: Endpointer.Ending, _ trouble: SpeechTrouble, at now: MediaTime, into outputs: inout [CallOutput]
    ) {
        if listening[0].utterance == .open { outputs.append(.utterance(.dropped, listening[0].number, activityID)) }
        listening[0].refuse(ending)
        note(trouble, at: now, into: &outputs)
        collect(.voice(.failed(trouble)), at: now, into: &outputs)
    }

    /// Nobody waits any more for what was said, if it is not known yet.
    mutating func dropUtterance(at now: MediaTime, into outputs: inout [CallOutput]) {
        guard !listening.isEmpty, listening[0].utterance != .none else { return }
        outputs.append(.utterance(.dropped, listening[0].number, listening[0].activity))
        listening[0].drop()
    }

    /// It counts for nothing.
    mutating func dropSpeech(_ reason: CallEvent.DroppedSpeech, at now: MediaTime, into outputs: inout [CallOutput]) {
        dropUtterance(at: now, into: &outputs)
        emit(.speechDropped(reason), at: now, into: &outputs)
    }

    /// The caller presses the rest.
    mutating func cutUtterance(at now: MediaTime, into outputs: inout [CallOutput]) {
        guard !listening.isEmpty, listening[0].utterance == .open else { return }
        listening[0].cut(at: now)
        outputs.append(.utterance(.ended, listening[0].number, activityID))
        emit(.speechEnded(now - listening[0].spoken.began), at: now, into: &outputs)
    }

    private mutating func pauseListening(at now: MediaTime, into outputs: inout [CallOutput]) {
        guard listening[0].isOn else { return }
        collect(.voice(.interrupted), at: now, into: &outputs)
        stopListening(at: now, into: &outputs)
    }

    private mutating func resumeListening(at now: MediaTime, into outputs: inout [CallOutput]) {
        guard case .gathering(let request) = activity else { return }
        startListening(to: request, at: now, into: &outputs)
    }
}
