import Audio
import CallEngine
import IVR

extension Simulation {
    /// Does what the call wants done outside.
    mutating func follow(at now: MediaTime) {
        guard !outputs.isEmpty else { return }
        // An answer never comes back within this loop: the world takes at least one frame.
        for output in outputs { follow(output, at: now) }
        outputs.removeAll(keepingCapacity: true)
    }

    private mutating func follow(_ output: CallOutput, at now: MediaTime) {
        switch output {
        case .event(let event, let time): note(event, at: time)
        case .answer:
            timeline.plan(.input(.acknowledged), at: now + .frame)
            caller = SimulatedParty(law: law, sounds: sounds, line: prompts.comfortNoise, place: place, seed: seed, at: now)
        case .fetch(let request, let id): answer(request, id, at: now)
        case .notify(let request, let id): answer(request, id, at: now)
        case .dial(let request, let id): answer(request, id, at: now)
        case .queue(let wish, let id): answer(wish, id, at: now)
        case .refer(let request, let id): answer(request, id, at: now)
        case .hangUpLeg(let id, _): forget(id)
        case .cancelFetch(let id): forget(id)
        case .stopRecording(let id, keep: true): keepRecording(id, at: now)
        case .startRecording(let request, _): recordingName = request.fileName
        case .listen(let request, let id): if let report = ear.listen(request, id) { plan(report, at: now) }
        case .utterance(let mark, let number, _): follow(mark, number, at: now)
        case .stopListening(let id):
            ear.close()
            forget(id)
        // Imagined callers call; nobody calls them back.
        case .awaitAgent, .dialCaller: break
        // Nobody is there but the caller and whom the flow calls.
        case .dialGuest(_, let id):
            timeline.plan(.input(.guest(.failed(.unreachable("there is nobody else")), id)), at: now + .frame)
        case .hangUpGuest, .guestStays, .guestStepsAside, .guestIsBack: break
        case .stopRecording, .startTape, .stopTape, .refuse, .hangUp: break
        case .ended(let record):
            result.record = record
            isStopped = true
        }
    }

    private mutating func answer(_ request: FetchRequest, _ id: ActivityID, at now: MediaTime) {
        guard let answer = world.answer(to: request) else { return complain("fetch \(request.url.description)") }
        guard let result = answer.result else { return }
        timeline.plan(.input(.fetched(result, id)), at: now + max(.frame, answer.after))
    }

    private mutating func answer(_ request: NotifyRequest, _ id: ActivityID, at now: MediaTime) {
        guard let answer = world.answer(to: request) else { return complain("notify \(request.target)") }
        timeline.plan(.input(.notified(answer.result, id)), at: now + max(.frame, answer.after))
    }

    private mutating func answer(_ request: ReferRequest, _ id: ActivityID, at now: MediaTime) {
        guard let answer = world.answer(toTransfer: request.target.reveal()) else {
            return complain("transfer \(request.target.description)")
        }
        timeline.plan(.input(.refer(.trying, id)), at: now + .frame)
        guard let after = answer.after else { return }
        let progress: ReferProgress = answer.failure.map { .failed($0) } ?? .succeeded
        timeline.plan(.input(.refer(progress, id)), at: now + max(.frame, after))
    }

    private mutating func keepRecording(_ id: ActivityID, at now: MediaTime) {
        let outcome: RecordingResult
        if case .failed = world.recordings { outcome = world.recordings } else { outcome = .kept(name: recordingName) }
        timeline.plan(.input(.recording(outcome, id)), at: now + .frame)
    }

    private mutating func follow(_ mark: UtteranceMark, _ number: Int, at now: MediaTime) {
        switch mark {
        case .began(let lead):
            for report in ear.begin(lead: lead, number, saying: wordsSaid(lead, at: now)) { plan(report, at: now) }
        case .ended: if let report = ear.end() { plan(report, at: now) }
        case .dropped: ear.drop()
        }
    }

    /// The call is told at the next frame at the earliest.
    mutating func plan(_ report: SimulatedEar.Report, at now: MediaTime) {
        timeline.plan(.input(.speech(report.report, utterance: report.utterance, report.activity)), at: now + report.after)
    }

    /// Nobody waits for that any more.
    mutating func forget(_ id: ActivityID) {
        timeline.cancel { happening in
            switch happening {
            case .input(.fetched(_, id)), .input(.dial(_, id)), .input(.speech(_, _, id)), .partnerAnswers(id, _),
                .partnerWithdraws(id, _), .partnerPresses:
                true
            case .input, .press, .utter, .finished, .lookUp, .hangUp, .partnerAnswers, .partnerWithdraws: false
            }
        }
        if partnerCall == id { partner = nil }
    }

    /// The script does not say what comes of this: the call stops, as anything that followed would be made up.
    mutating func complain(_ what: String) {
        result.complaints.append("the script has no answer to: \(what)")
        isStopped = true
    }
}
