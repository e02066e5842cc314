import CallEngine
import IVR
import SIP

extension Switchboard {
    // MARK: web services

    /// Asks a service; the answer comes back as an input with the activity's number.
    func fetch(_ request: FetchRequest, _ activity: ActivityID, _ dialog: SIPCallID) {
        counts.fetches += 1
        let web = environment.web
        lines[dialog]?.tasks[activity] = Task { [weak self] in
            let result: FetchResult
            do throws(WebClient.Failure) {
                let answer = try await web.ask(
                    method: request.method, url: request.url.reveal(), json: request.body?.reveal(), timeout: request.timeout)
                result = Self.result(of: answer)
            } catch {
                result = .failed("\(error)")
            }
            await self?.fetched(result, activity, dialog)
        }
    }

    private static func result(of answer: WebClient.Answer) -> FetchResult {
        guard !answer.body.isEmpty else { return .answered(status: answer.status, body: .null) }
        guard let value = FlowValue(json: String(decoding: answer.body, as: UTF8.self)) else {
            return answer.status >= 400 ? .answered(status: answer.status, body: .null) : .failed("the answer is no JSON")
        }
        return .answered(status: answer.status, body: value)
    }

    private func fetched(_ result: FetchResult, _ activity: ActivityID, _ dialog: SIPCallID) {
        guard lines[dialog]?.tasks.removeValue(forKey: activity) != nil else { return }
        if case .failed = result { counts.failedFetches += 1 }
        input(.fetched(result, activity), to: dialog)
    }

    /// Tells somebody outside.
    func notify(_ request: NotifyRequest, _ activity: ActivityID, _ dialog: SIPCallID) {
        guard let target = environment.configuration.targets[request.target] else {
            return input(.notified(.failed("there is no target \(request.target)"), activity), to: dialog)
        }
        let web = environment.web
        lines[dialog]?.tasks[activity] = Task { [weak self] in
            let result: NotifyResult
            do throws(WebClient.Failure) {
                let answer = try await web.ask(
                    method: "POST", url: target.url, json: request.body.reveal(), timeout: .milliseconds(target.timeout))
                result = (200..<300).contains(answer.status) ? .accepted : .failed("status \(answer.status)")
            } catch {
                result = .failed("\(error)")
            }
            await self?.notified(result, activity, dialog)
        }
    }

    private func notified(_ result: NotifyResult, _ activity: ActivityID, _ dialog: SIPCallID) {
        guard lines[dialog]?.tasks.removeValue(forKey: activity) != nil else { return }
        input(.notified(result, activity), to: dialog)
    }

    // MARK: recordings

    /// Opens a sound file for the frames that the worker puts into the ring.
    func startRecording(_ request: RecordingRequest, _ activity: ActivityID, _ luggage: MediaEvent.Luggage?, _ dialog: SIPCallID) {
        guard case .recording(let ring) = luggage, lines[dialog] != nil else { return }
        let id = Recorder.ID(number: nextRecording)
        nextRecording += 1
        lines[dialog]?.recordings[activity] = (id, request)
        environment.recorder.begin(id, name: request.fileName, from: ring)
    }

    /// Closes it; a call that still runs is told what became of it.
    func stopRecording(_ activity: ActivityID, keep: Bool, _ dialog: SIPCallID) {
        guard let (id, request) = lines[dialog]?.recordings.removeValue(forKey: activity) else { return }
        environment.recorder.end(id, keep: keep) { [weak self] outcome in
            self?.soon { $0.recordingEnded(request, outcome, activity, dialog) }
        }
    }

    /// Opens a sound file for both parties.
    func startTape(_ request: TapeRequest, _ luggage: MediaEvent.Luggage?, _ dialog: SIPCallID) {
        guard case .recording(let ring) = luggage, lines[dialog] != nil else { return }
        let id = Recorder.ID(number: nextRecording)
        nextRecording += 1
        lines[dialog]?.tape = (id, request)
        environment.recorder.begin(id, name: "\(request.stem).wav", from: ring)
    }

    /// Closes it; its record follows by itself.
    func stopTape(_ dialog: SIPCallID) {
        guard let (id, request) = lines[dialog]?.tape.take() else { return }
        environment.recorder.end(id, tape: request)
    }

    private func recordingEnded(_ request: RecordingRequest, _ outcome: Recorder.Outcome, _ activity: ActivityID, _ dialog: SIPCallID) {
        switch outcome {
        case .kept(let name):
            counts.recordings += 1
            input(.recording(.kept(name: name), activity), to: dialog)
            if !request.isSensitive { environment.transcripts?.take(request) }
        case .failed(let reason): input(.recording(.failed(reason), activity), to: dialog)
        case .discarded: break
        }
    }
}
