import Audio
import IVR

extension Call {
    /// How long the recorder may take to say where a recording is.
    private static let closingTime = MediaTime.seconds(5)

    /// A key ends the prompt of a recording, so that it begins; then only the request's own key ends the recording.
    mutating func press(
        _ key: DTMFDigit, during request: RecordRequest, _ phase: RecordingPhase, at now: MediaTime, into outputs: inout [CallOutput]
    ) {
        switch phase {
        case .prompting where !promptName.isEmpty:
            emit(.ignoredKey(.endsPrompt), at: now, into: &outputs)
            stopPrompt(.bargeIn, at: now, into: &outputs)
            start(RenderedPrompt(), beep: request.beep, at: now, into: &outputs)
        case .running where key.character == request.terminator:
            emit(.key(key), at: now, into: &outputs)
            endRecording(request, .key, at: now, into: &outputs)
        case .prompting, .running, .closing: emit(.ignoredKey(.nobodyListens), at: now, into: &outputs)
        }
    }

    /// The beep is over: the next frame is the caller's.
    mutating func beginRecording(_ request: RecordRequest, at now: MediaTime, into outputs: inout [CallOutput]) {
        activity = .recording(request, .running)
        recordings += 1
        recorder = Recorder(maximum: MediaTime(request.maximum), silence: MediaTime(request.silence), seed: setup.seed, at: now)
        emit(.recording(request.name), at: now, into: &outputs)
        outputs.append(.startRecording(RecordingRequest(request, callID: setup.facts.callID, number: recordings), activityID))
    }

    /// Takes the caller's frame of this tick.
    mutating func record(at now: MediaTime, into outputs: inout [CallOutput]) {
        guard recorder != nil else { return }
        caller.decodeHeard()
        let end = recorder?.take(caller.heard, keySince: caller.keySince(at: now), at: now)
        // The request is looked at only at the end: a frame in the middle counts no references.
        guard let end, case .recording(let request, .running) = activity else { return }
        endRecording(request, end == .silence ? .silence : .maximum, at: now, into: &outputs)
    }

    private mutating func endRecording(
        _ request: RecordRequest, _ end: CallEvent.RecordingEnd, at now: MediaTime, into outputs: inout [CallOutput]
    ) {
        guard let length = recorder?.length, let spoken = recorder?.spoken else { return }
        recorder = nil
        let isLongEnough = spoken > .zero && spoken >= MediaTime(request.minimum)
        outputs.append(.stopRecording(activityID, keep: isLongEnough))
        emit(.recorded(isLongEnough ? end : .tooShort, length), at: now, into: &outputs)
        guard isLongEnough else { return finish(.recordTooShort, at: now, into: &outputs) }
        activity = .recording(request, .closing(length))
        activityDeadline = now + Call.closingTime
    }

    /// The call ends in the middle of a recording: what was said is kept if it is long enough.
    mutating func abandonRecording(at now: MediaTime, into outputs: inout [CallOutput]) {
        guard case .recording(let request, .running) = activity, let length = recorder?.length, let spoken = recorder?.spoken else {
            return
        }
        recorder = nil
        let isKept = spoken > .zero && spoken >= MediaTime(request.minimum)
        outputs.append(.stopRecording(activityID, keep: isKept))
        emit(.recorded(.callEnded, length), at: now, into: &outputs)
        let file = RecordingRequest(request, callID: setup.facts.callID, number: recordings).fileName
        if isKept { history.noteRecording(request.name, file: file, length: length) }
    }

    /// The recorder has closed the file, or could not write it.
    mutating func handle(_ result: RecordingResult, at now: MediaTime, into outputs: inout [CallOutput]) {
        guard case .recording(let request, let phase) = activity else { return }
        switch (result, phase) {
        case (.kept(let name), .closing(let length)):
            history.noteRecording(request.name, file: name, length: length)
            let outcome = FlowOutcome.recorded(name: name, duration: .milliseconds(length.milliseconds))
            finish(outcome, at: now, into: &outputs)
        case (.kept, _), (.failed, .prompting): break
        case (.failed, .running):
            recorder = nil
            outputs.append(.stopRecording(activityID, keep: false))
            failRecording(at: now, into: &outputs)
        case (.failed, .closing): failRecording(at: now, into: &outputs)
        }
    }

    /// The recording is lost.
    mutating func failRecording(at now: MediaTime, into outputs: inout [CallOutput]) {
        emit(.recordFailed, at: now, into: &outputs)
        finish(.recordFailed, at: now, into: &outputs)
    }
}
