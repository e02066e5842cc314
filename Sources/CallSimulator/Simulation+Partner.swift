import Audio
import CallEngine
import IVR

/// Agents and others who are dialled.
extension Simulation {
    mutating func answer(_ request: DialRequest, _ id: ActivityID, at now: MediaTime) {
        guard let answer = world.answer(to: request) else { return complain(request.destination.words) }
        if case .queue(let request) = request.destination { queue = request.queue }
        partnerCall = id
        self.answer(answer, id, at: now)
    }

    private mutating func answer(_ answer: OutsideWorld.DialAnswer, _ id: ActivityID, at now: MediaTime) {
        guard let after = answer.after else { return timeline.plan(.input(.dial(.ringing, id)), at: now + .frame) }
        let moment = now + max(.frame, after)
        if let failure = answer.failure { return timeline.plan(.input(.dial(.failed(failure), id)), at: moment) }
        timeline.plan(.input(.dial(.ringing, id)), at: now + .frame)
        timeline.plan(.partnerAnswers(id, answer), at: moment)
    }

    /// What a queue has to say to who waits.
    mutating func answer(_ wish: QueueWish, _ id: ActivityID, at now: MediaTime) {
        guard let queue, let known = world.answer(toQueue: queue) else { return }
        switch wish {
        case .tell:
            guard let position = world.position(in: queue) else { return }
            timeline.plan(.input(.queue(.told(position), id)), at: now + .frame)
        case .callBack:
            if known.callsBack { forget(id) }
            timeline.plan(.input(.queue(.calledBack(known.callsBack), id)), at: now + .frame)
        case .move(let other): move(to: other, id, at: now)
        }
    }

    /// The other queue takes the caller, or is full or closed.
    private mutating func move(to other: QueueName, _ id: ActivityID, at now: MediaTime) {
        guard let known = world.answer(toQueue: other) else { return complain("enqueue \(other)") }
        if let failure = known.failure, failure == .full || failure == .closed {
            return timeline.plan(.input(.queue(.notMoved(failure), id)), at: now + .frame)
        }
        forget(id)
        queue = other
        timeline.plan(.input(.queue(.moved(other), id)), at: now + .frame)
        self.answer(known, id, at: now)
    }

    mutating func partnerAnswers(_ id: ActivityID, _ answer: OutsideWorld.DialAnswer, at now: MediaTime) {
        partner = SimulatedParty(law: law, sounds: [], line: prompts.comfortNoise, seed: seed &+ 1, at: now)
        partnerTalks = answer.talks
        call.handle(.dial(.answered(LegMedia(law: law, remote: SimulatedParty.address)), id), at: now, into: &outputs)
        if let skips = answer.skipsWhisper { timeline.plan(.partnerPresses, at: now + max(.frame, skips)) }
        if let withdraws = answer.withdraws { timeline.plan(.partnerWithdraws(id, answer), at: now + max(.frame, withdraws)) }
    }

    /// The next one answers as late as the first, and stays.
    mutating func partnerWithdraws(_ id: ActivityID, _ before: OutsideWorld.DialAnswer, at now: MediaTime) {
        partner = nil
        call.handle(.dial(.withdrawn, id), at: now, into: &outputs)
        var next = before
        next.withdraws = nil
        self.answer(next, id, at: now)
    }
}

extension DialRequest.Destination {
    /// `enqueue dispatch`, `transfer sip:...`.
    fileprivate var words: String {
        switch self {
        case .queue(let queue): "enqueue \(queue.queue)"
        case .target(let transfer): "transfer \(transfer.target.description)"
        }
    }
}
