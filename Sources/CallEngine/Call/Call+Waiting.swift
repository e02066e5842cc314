import Audio
import IVR

/// What a caller in a queue hears, presses and is told.
extension Call {
    /// Begins to wait.
    mutating func startWaiting(_ request: EnqueueRequest, at now: MediaTime) {
        let wait = Waiting(request, at: now)
        waiting = wait
        activityDeadline = wait.deadline
        nextWaitingMoment = wait.nextMoment
    }

    /// The time has come to say something, or to wait no longer for the queue's word.
    mutating func goOnWaiting(at now: MediaTime, into outputs: inout [CallOutput]) {
        nextWaitingMoment = nil
        guard case .dialling(let request) = activity, case .queue(let queue) = request.destination, let wait = waiting else { return }
        if let question = wait.question, wait.answerDue ?? .zero <= now {
            return miss(question, queue, at: now, into: &outputs)
        }
        // It is looked at again at the prompt's end.
        guard !player.isPlaying, !promptIsNew else { return }
        if let moment = wait.nextAnnouncement, moment <= now {
            beginAnnouncement(queue, at: now, into: &outputs)
        } else if let moment = wait.nextOffer, moment <= now, let callback = queue.callback {
            say(callback.offer, .offer, queue, at: now, into: &outputs)
        } else {
            nextWaitingMoment = wait.nextMoment
        }
    }

    /// Says something over the music, which goes on afterwards where it is; the same thing is not said twice in a row.
    private mutating func say(
        _ prompt: RenderedPrompt, _ saying: Waiting.Saying, _ queue: EnqueueRequest, at now: MediaTime, into outputs: inout [CallOutput]
    ) {
        waiting?.saying = saying
        guard !prompt.isEmpty, saying == .answer || !wasJustSaid(prompt, at: now) else { return fallSilent(queue, at: now) }
        if player.isPlaying { stopPrompt(.over, at: now, into: &outputs) }
        nextWaitingMoment = nil
        guardTape(prompt.isSensitive, at: now)
        start(prompt, at: now, into: &outputs)
    }

    private func wasJustSaid(_ prompt: RenderedPrompt, at now: MediaTime) -> Bool {
        guard let end = lastPromptFrame, now - end < Waiting.repetition else { return false }
        let words = prompt.description
        return promptName == words || promptName.hasSuffix(" \(words)")
    }

    /// The prompt is over, or there was none.
    mutating func fallSilent(_ queue: EnqueueRequest, at now: MediaTime) {
        guardTape(false, at: now)
        waiting?.fellSilent(queue, at: now)
        nextWaitingMoment = waiting?.nextMoment
    }

    // MARK: What the queue says

    private mutating func beginAnnouncement(_ queue: EnqueueRequest, at now: MediaTime, into outputs: inout [CallOutput]) {
        guard queue.announcing?.asksQueue == true else { return announce(nil, queue, at: now, into: &outputs) }
        ask(.position, .tell, at: now, into: &outputs)
    }

    private mutating func ask(_ question: Waiting.Question, _ wish: QueueWish, at now: MediaTime, into outputs: inout [CallOutput]) {
        waiting?.ask(question, at: now)
        nextWaitingMoment = waiting?.nextMoment
        outputs.append(.queue(wish, activityID))
    }

    private mutating func announce(
        _ position: QueuePosition?, _ queue: EnqueueRequest, at now: MediaTime, into outputs: inout [CallOutput]
    ) {
        guard let wait = waiting else { return }
        if let position { emit(.told(position), at: now, into: &outputs) }
        let announcement = spoken(at: now, into: &outputs) { machine throws(FlowFault) in
            try machine.announcement(position, waited: .milliseconds((now - wait.since).milliseconds), after: wait.told)
        }
        if let position = announcement?.told.position { waiting?.told.position = position }
        if let minutes = announcement?.told.wait { waiting?.told.wait = minutes }
        say(announcement?.prompt ?? RenderedPrompt(), .announcement, queue, at: now, into: &outputs)
    }

    /// Renders what is to be said; what cannot be said is left out, as it is no reason to end a call.
    mutating func spoken<Words>(
        at now: MediaTime, into outputs: inout [CallOutput], _ render: (borrowing FlowMachine) throws(FlowFault) -> Words
    ) -> Words? {
        do throws(FlowFault) {
            return try render(machine)
        } catch {
            emit(.unspoken(error.description), at: now, into: &outputs)
            return nil
        }
    }

    /// The queue has something to say.
    mutating func handle(_ news: QueueNews, at now: MediaTime, into outputs: inout [CallOutput]) {
        guard case .dialling(let request) = activity, case .queue(let queue) = request.destination else { return }
        switch news {
        case .told(let position):
            guard waiting?.take(answerTo: .position) == true else { return }
            announce(position, queue, at: now, into: &outputs)
        case .calledBack(true):
            emit(.calledBack(true), at: now, into: &outputs)
            finish(.queueCalledBack, at: now, into: &outputs)
        case .calledBack(false): refuseCallback(queue, at: now, into: &outputs)
        case .moved(let name): move(to: name, queue, at: now, into: &outputs)
        case .notMoved(let why): stay(why, queue, at: now, into: &outputs)
        }
    }

    /// The queue has not answered: it cannot.
    private mutating func miss(_ question: Waiting.Question, _ queue: EnqueueRequest, at now: MediaTime, into outputs: inout [CallOutput]) {
        switch question {
        case .position:
            _ = waiting?.take(answerTo: .position)
            announce(nil, queue, at: now, into: &outputs)
        case .callback: refuseCallback(queue, at: now, into: &outputs)
        case .move: stay(.noAnswer, queue, at: now, into: &outputs)
        }
    }

    private mutating func refuseCallback(_ queue: EnqueueRequest, at now: MediaTime, into outputs: inout [CallOutput]) {
        guard waiting?.take(answerTo: .callback) == true else { return }
        emit(.calledBack(false), at: now, into: &outputs)
        // What was refused once is not offered again.
        waiting?.nextOffer = nil
        say(queue.callback?.refused ?? RenderedPrompt(), .answer, queue, at: now, into: &outputs)
    }

    private mutating func move(to name: QueueName, _ queue: EnqueueRequest, at now: MediaTime, into outputs: inout [CallOutput]) {
        emit(.moved(name), at: now, into: &outputs)
        answerMove(queue, isMoved: true, at: now, into: &outputs)
    }

    private mutating func stay(_ why: DialFailure, _ queue: EnqueueRequest, at now: MediaTime, into outputs: inout [CallOutput]) {
        emit(.notMoved(why), at: now, into: &outputs)
        answerMove(queue, isMoved: false, at: now, into: &outputs)
    }

    private mutating func answerMove(_ queue: EnqueueRequest, isMoved: Bool, at now: MediaTime, into outputs: inout [CallOutput]) {
        guard let question = waiting?.question, case .move(let key) = question, waiting?.take(answerTo: question) == true else { return }
        let words = spoken(at: now, into: &outputs) { machine throws(FlowFault) in try machine.words(forMoving: key, isMoved: isMoved) }
        say(words ?? RenderedPrompt(), .answer, queue, at: now, into: &outputs)
    }

    // MARK: What the caller presses

    /// Some keys take the caller out of a queue, to another one or home; the others wait.
    mutating func press(
        _ key: DTMFDigit, during request: DialRequest, isBriefing: Bool = false, at now: MediaTime, into outputs: inout [CallOutput]
    ) {
        guard case .queue(let queue) = request.destination else { return keep(key, at: now, into: &outputs) }
        let character = key.character
        if queue.keys.contains(character) {
            emit(.key(key), at: now, into: &outputs)
            emit(.command(character), at: now, into: &outputs)
            outputs.append(.hangUpLeg(activityID, .keyed))
            closePartner()
            return finish(.command(character), at: now, into: &outputs)
        }
        // An agent has the call already; one question at a time.
        guard !isBriefing, waiting?.question == nil || waiting?.question == .position else { return keep(key, at: now, into: &outputs) }
        if let callback = queue.callback, callback.key == character {
            wish(key, .callback, .callBack(callback.number), at: now, into: &outputs)
        } else if let other = queue.moves[character] {
            wish(key, .move(character), .move(other), at: now, into: &outputs)
        } else {
            keep(key, at: now, into: &outputs)
        }
    }

    private mutating func wish(
        _ key: DTMFDigit, _ question: Waiting.Question, _ wish: QueueWish, at now: MediaTime, into outputs: inout [CallOutput]
    ) {
        emit(.key(key), at: now, into: &outputs)
        if player.isPlaying || promptIsNew {
            stopPrompt(.bargeIn, at: now, into: &outputs)
            if case .dialling(let request) = activity, case .queue(let queue) = request.destination { fallSilent(queue, at: now) }
        }
        emit(.wished(wish), at: now, into: &outputs)
        ask(question, wish, at: now, into: &outputs)
    }
}
