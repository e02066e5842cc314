import Audio
import Calendars
import IVR

extension Call {
    /// How long a notification may take before the flow goes on without it.
    private static let notificationTime = MediaTime.seconds(30)

    /// Ends what the flow waits for and tells it how it came out.
    mutating func finish(_ outcome: FlowOutcome, at now: MediaTime, into outputs: inout [CallOutput]) {
        activity = .none
        activityDeadline = nil
        waiting = nil
        closeEarly()
        stopBackground(at: now, into: &outputs)
        self.outcome = outcome
        advance(at: now, into: &outputs)
    }

    /// Tells the flow outcomes until it waits for something that takes time.
    ///
    /// Effects may have their outcome at once (a calendar, an answer typed ahead): the loop takes it up, so that nothing recurses, and the
    /// flow's own limit of steps without input ends a flow that goes round in a circle.
    private mutating func advance(at now: MediaTime, into outputs: inout [CallOutput]) {
        guard !isAdvancing else { return }
        isAdvancing = true
        while let next = outcome {
            outcome = nil
            machine.handle(next, for: activityID, into: &effects)
            guard !effects.isEmpty else {
                end(CallEnding(party: .server, reason: .fault, detail: "the flow has no use for an outcome"), at: now, into: &outputs)
                break
            }
            perform(at: now, into: &outputs)
        }
        isAdvancing = false
    }

    /// The first step.
    mutating func startFlow(at now: MediaTime, into outputs: inout [CallOutput]) {
        if setup.waited == nil {
            emit(.called(from: setup.facts.callerNumber, to: setup.facts.calledNumber), at: now, into: &outputs)
            machine.start(into: &effects)
        } else {
            machine.resume(into: &effects)
        }
        isAdvancing = true
        perform(at: now, into: &outputs)
        isAdvancing = false
        advance(at: now, into: &outputs)
    }

    private mutating func perform(at now: MediaTime, into outputs: inout [CallOutput]) {
        let batch = effects
        effects.removeAll(keepingCapacity: true)
        for effect in batch {
            if let id = effect.activity { activityID = id }
            if effect.activity != nil || effect.isLast { guardTape(effect.isSensitive, at: now) }
            perform(effect, at: now, into: &outputs)
        }
    }

    private mutating func perform(_ effect: FlowEffect, at now: MediaTime, into outputs: inout [CallOutput]) {
        switch effect {
        case .entered(let step): emit(.entered(step), at: now, into: &outputs)
        case .followed(let step, let label, let target): emit(.followed(from: step, label: label, to: target), at: now, into: &outputs)
        case .assigned(let name, let shown): emit(.assigned(name, shown: shown), at: now, into: &outputs)
        case .languageChanged(let language): emit(.languageChanged(language), at: now, into: &outputs)
        case .recording(let order): change(order)
        case .fault(let fault):
            isFaulty = true
            emit(.fault(fault.description), at: now, into: &outputs)
        case .answer: answer(at: now, into: &outputs)
        case .play(let request, _): play(request, at: now, into: &outputs)
        case .gather(let request, _): gather(request, at: now, into: &outputs)
        case .record(let request, _):
            activity = .recording(request, .prompting)
            start(request.prompt, beep: request.beep, at: now, into: &outputs)
        case .hours(let calendar, _): ask(calendar, at: now, into: &outputs)
        case .fetch(let request, _): fetch(request, at: now, into: &outputs)
        case .notify(let request, _):
            activity = .notifying
            activityDeadline = now + Call.notificationTime
            emit(.notifying(request.target), at: now, into: &outputs)
            outputs.append(.notify(request, activityID))
        case .enqueue(let request, _) where isCallingBack: awaitAgent(request, at: now, into: &outputs)
        case .enqueue(let request, _): dial(.queue(request), at: now, into: &outputs)
        case .transfer(let request, _) where request.mode == .attended: dial(.target(request), at: now, into: &outputs)
        case .transfer(let request, _): refer(request, at: now, into: &outputs)
        case .refuse(let status): refuse(status, at: now, into: &outputs)
        case .hangUp(let reason): leave(reason, at: now, into: &outputs)
        }
    }

    private mutating func answer(at now: MediaTime, into outputs: inout [CallOutput]) {
        guard phase == .offered else { return }
        phase = .answered(guardEnds: nil)
        outputs.append(.answer)
        emit(.answered, at: now, into: &outputs)
    }

    private mutating func play(_ request: PlayRequest, at now: MediaTime, into outputs: inout [CallOutput]) {
        if request.typeAhead == .flush { waitingKeys.removeAll() }
        activity = .playing(request)
        start(request.prompt, at: now, into: &outputs)
        guard request.bargeIn, !waitingKeys.isEmpty else { return }
        stopPrompt(.typeAhead, at: now, into: &outputs)
        finish(.promptEnded, at: now, into: &outputs)
    }

    private mutating func gather(_ request: GatherRequest, at now: MediaTime, into outputs: inout [CallOutput]) {
        activity = .gathering(request)
        let listens = canListen(to: request)
        let isAlone = request.speech != nil && !listens
        start(isAlone ? request.keypadPrompt ?? request.prompt : request.prompt, at: now, into: &outputs)
        collector = InputCollector(
            rules: InputRules(request, listens: listens), hasPrompt: player.isPlaying, waiting: waitingKeys, lateTerminator: lateTerminator)
        waitingKeys.removeAll()
        lateTerminator = nil
        collect(.begin, at: now, into: &outputs)
        if listens { startListening(to: request, at: now, into: &outputs) }
    }

    private mutating func ask(_ calendar: CalendarName, at now: MediaTime, into outputs: inout [CallOutput]) {
        let moment = setup.started.milliseconds + Int64(now.milliseconds)
        let state = setup.calendars[calendar]?.state(at: Int(moment / 1000)) ?? .closed
        emit(.hours(calendar, state.rawValue), at: now, into: &outputs)
        switch state {
        case .open: finish(.open, at: now, into: &outputs)
        case .closed: finish(.closed, at: now, into: &outputs)
        case .holiday: finish(.holiday, at: now, into: &outputs)
        }
    }

    private mutating func fetch(_ request: FetchRequest, at now: MediaTime, into outputs: inout [CallOutput]) {
        activity = .fetching
        activityDeadline = now + MediaTime(request.timeout)
        emit(.fetching(method: request.method, url: request.url.description), at: now, into: &outputs)
        outputs.append(.fetch(request, activityID))
        startBackground(request.filler, after: setup.options.fillerDelay, at: now, into: &outputs)
    }

    /// What the flow waited for has taken too long.
    mutating func giveUp(at now: MediaTime, into outputs: inout [CallOutput]) {
        switch activity {
        case .fetching:
            outputs.append(.cancelFetch(activityID))
            emit(.fetchTimedOut, at: now, into: &outputs)
            finish(.fetchTimedOut, at: now, into: &outputs)
        case .notifying:
            emit(.notified(false), at: now, into: &outputs)
            finish(.notifyFailed(reason: "no answer in time"), at: now, into: &outputs)
        case .dialling(let request): giveUpDialling(request, at: now, into: &outputs)
        case .referring:
            emit(.dialTimedOut, at: now, into: &outputs)
            finish(.transferNoAnswer, at: now, into: &outputs)
        case .recording(_, .closing): failRecording(at: now, into: &outputs)
        case .none, .playing, .gathering, .recording, .briefing, .talking: break
        }
    }
}
